"""The reading layers, one file each: a `Doc` in, the parts of a `Record` out."""
