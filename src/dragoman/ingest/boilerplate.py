"""Lines of a page that are not the report: share, subscribe, related, rights, cookies.

Place in the flow: below `page_text`. A line goes only where all of it is such a line: what a sentence tells of a
newsletter stays.
"""

from __future__ import annotations

import re

MAX_LINE = 220
"""Characters; what is longer is text."""
SHARE = r"(?:share|tweet|email|e-mail|print|whatsapp|telegram|facebook|twitter|linkedin|pinterest|reddit|copy link|save|pin it|post|comments?|(?:\d+ )?shares?)"
LINES = re.compile(
    "|".join(
        (
            rf"{SHARE}(?:[\s,|•/·]+(?:on |via |this )?{SHARE})*(?: (?:this|the)(?: (?:article|story|page|post|link))?)?(?: (?:on|via|with|by|to) [\w .,/]{{2,40}})?",
            r"(?:share|spread) (?:this|the) (?:article|story|post|page|news|word)\b.{0,40}",
            r"(?:click|tap) (?:here|to|on) .{2,80}",
            r"(?:sign up|signup|subscribe|register)\b.{0,40}\b(?:newsletters?|alerts?|updates?|inbox|e-?mails?|briefing|channel|podcasts?|for free|now|here|today)\b.{0,120}",
            r"(?:get|receive)\b.{0,60}\b(?:in(?:to)? your inbox|by e-?mail|newsletters?)\b.{0,80}",
            r"(?:get|receive|sign up|subscribe|join|stay)\b.{0,100}\b(?:your (?:inbox|mailbox|letterbox)|our (?:\w+ )?newsletters?)\b.{0,80}",
            r"(?:image|photo|picture|slide) \d+ ?(?:of|/) ?\d+\b.{0,200}",
            r"(?:send|e-?mail|write to|contact|call|text) (?:us|me|our newsroom|the (?:author|editor|reporter|newsroom))\b.{0,120}",
            r"(?:do you )?have (?:a (?:news )?tip|something to (?:share|add))\b.{0,140}",
            r"(?:get|download) .{2,40} on the go\b.{0,40}",
            r"(?:join|follow|like|find|connect with) (?:us|our|the|me|@\w+|[A-Z]\w+)\b.{0,60}\b(?:facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|google news|x)\b.{0,60}",
            r"(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,60}",
            r"(?:read|see|view|watch|learn|load|show) (?:more|also|next|all|full (?:story|article))\b.{0,8}",
            r"(?:read (?:more|also|next)|see also|related(?: (?:articles?|stories|news|topics?|posts?|content|coverage|links))?|more (?:on this|from|stories|news)|recommended(?: for you)?|you (?:may|might) (?:also )?(?:like|be interested in)|don'?t miss|also read|must read|trending(?: now)?|most (?:read|popular|viewed)|editors?['’]? picks?|watch(?: live)?|in pictures|what to read next|latest news|top stories)\s*(?::.{0,160}|[»>→]*)",
            r"(?:advertisements?|ads?|sponsored(?: content)?|promoted|story continues below.{0,40}|article continues (?:below|after).{0,40}|(?:continue|keep) reading.{0,60}|skip (?:ad|to .{2,40}))",
            r"(?:©|\(c\)|copyright\b).{0,200}",
            r".{0,40}\ball rights reserved\b.{0,140}",
            r"this material may not be published, broadcast.{0,120}",
            r"(?:leave a (?:reply|comment)|(?:view|show|read|post|add|hide) (?:a |all |the )?(?:\d+ )?comments?|\d+ comments?|no comments?(?: yet)?|comments? (?:are )?(?:closed|off|policy)|be the first to comment)\b.{0,40}",
            r"(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|labels?|keywords?)\s*:.{0,180}",
            r"(?:we|this (?:site|website|page)) uses? cookies\b.{0,180}",
            r"(?:accept|reject|manage|allow) (?:all )?(?:cookies|preferences|settings)",
            r"(?:back to top|previous(?: (?:article|post|story))?|next(?: (?:article|post|story))?|home|menu|search|log ?in|sign in|close|loading\.{0,3}|play(?: video)?|unmute|report (?:an? )?(?:error|typo|ad))",
            r"(?:media caption|media playback|your browser does not support|please enable javascript|javascript is (?:disabled|required))\b.{0,120}",
            r"(?:\d+|one|two|three|four|five) min(?:ute)?s? (?:read|to read)",
            r"(?:print|listen to) this (?:article|page|story)\b.{0,40}",
            r"(?:поделиться|подписаться|читайте также|реклама|комментарии|подпишитесь на .{2,80}|следите за .{2,80})\s*(?::.{0,160}|\.)?",
            r"(?:اقرأ أيضا|اقرأ المزيد|شارك|مشاركة|إعلان|المزيد|اشترك .{2,80})\s*(?::.{0,160})?",
            r"(?:partager|lire aussi|à lire aussi|publicité|s['’]abonner|compartir|lea también|lee también|publicidad|suscríbete.{0,80}|teilen|anzeige|lesen sie auch|mehr zum thema|compartilhe|leia (?:também|mais)|publicidade)\s*(?::.{0,160})?",
        )
    ),
    re.IGNORECASE,
)
TRIMMED = re.compile(r"^[\s\-–—•*>»|:#▶►]+|[\s.!»>→|:]+$")


def is_boilerplate(line: str) -> bool:
    """Return whether all of a line is something other than report.

    Example:
        >>> is_boilerplate("Share this article"), is_boilerplate("They share this view.")
        (True, False)
    """
    if len(line) > MAX_LINE:
        return False
    return LINES.fullmatch(TRIMMED.sub("", line)) is not None
