// Tables of facts and numbers sort by a column at a click on its heading, or at Enter on it.
document$.subscribe(() => {
  for (const table of document.querySelectorAll(":is(.fact-table, .number-list) table:not([data-sortable])")) {
    table.dataset.sortable = ""
    for (const heading of table.tHead.rows[0].cells) heading.tabIndex = 0
    new Tablesort(table)
  }
})
