"""A front page that lists essays, as a book lies open: what it asks on one page, and facing it what it holds."""

from __future__ import annotations

from publish.html_tree import Node, children, has_class, markup


def opened(body: Node) -> tuple[tuple[str, ...], str]:
    """What a page without its title says before its second section, and the rest, as markup.

    The first is in four parts: the first paragraph, what else stands before the first section, that section's heading
    and list, and what is said below the list. It is empty where that section has none.
    """
    nodes = [node for node in children(body) if node.is_element_node]
    sections = [nth for nth, node in enumerate(nodes) if has_class(node, "heading")]
    first, second = [*sections, len(nodes), len(nodes)][:2]
    below = next((nth for nth in range(first + 1, second) if nodes[nth].tag == "ol"), second) + 1
    if below > second:
        return (), markup(nodes)
    start = min(first, 1)
    parts = nodes[:start], nodes[start:first], nodes[first:below], nodes[below:second]
    return tuple(map(markup, parts)), markup(nodes[second:])
