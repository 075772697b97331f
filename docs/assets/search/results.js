// The list of what was found: pages with their part and summary, and under each the sections that speak of the query.
guideSearch.results = (() => {
  const { excerpt, pieces } = guideSearch
  const AT_ONCE = 8

  const element = (tag, name, ...children) => {
    const made = document.createElement(tag)
    if (name) made.className = name
    made.append(...children)
    return made
  }

  const option = (id, url, ...children) => {
    const made = element("a", "guide-search__option", ...children)
    made.id = id
    made.href = new URL(`../${url}`, pieces.base).href
    made.tabIndex = -1
    made.setAttribute("role", "option")
    return made
  }

  const group = (page, number, find, terms) => {
    const title = element("span", "guide-search__title", ...excerpt.marked(page.title, find))
    const head = element("span", "guide-search__head", title, element("span", "guide-search__part", page.part))
    const name = page.names.find(other => find && other.toLowerCase() !== page.title.toLowerCase() && !/[\p{L}\p{N}]/u.test(other.replace(find, "")))
    const teaser = element("span", "guide-search__teaser", ...(name ? ["Names and terms: ", element("mark", "", name), ". "] : []), ...excerpt.marked(page.summary, find))
    const made = element("div", "guide-search__page", option(`guide-search-${number}`, page.url || ".", head, teaser))
    excerpt.sections(page, find, terms).forEach((section, n) => {
      const heading = element("span", "guide-search__heading", ...excerpt.marked(section.heading, find))
      const text = element("span", "guide-search__teaser", ...excerpt.shown(section.text, find, terms))
      const row = option(`guide-search-${number}-${n}`, `${page.url}#${section.anchor}`, heading, text)
      row.classList.add("guide-search__option--section")
      made.append(row)
    })
    made.setAttribute("role", "group")
    made.setAttribute("aria-label", page.title)
    return made
  }

  /** Lists pages from one place on; the pages load together and show in order. */
  const list = async (root, entry, found, from, terms) => {
    const find = excerpt.pattern(terms)
    const pages = await Promise.all(found.slice(from, from + AT_ONCE).map(({ page }) => pieces.page(entry, page)))
    return pages.map((page, n) => group(page, from + n, find, terms))
  }

  return { list, AT_ONCE, element }
})()
