"""Markdown beyond paragraphs: tabs, task lists, icons and what else a page may hold, from its text to its style.

extension    what the text holds of it: plain markup, in which no form and no drawing stands
drawing      what the page makes of that, once the guard has seen the text; and which styles it needs
signs        how the page looks where something was not rendered; dialects: what other programs write
icons        where icons and emoji come from
"""
