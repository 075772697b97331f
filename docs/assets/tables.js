// Tables of facts and numbers sort by a column at a click on its heading, or at Enter on it.
fieldguide.onPage(":is(.fact-table, .number-list) table", table => {
  for (const heading of table.tHead.rows[0].cells) heading.tabIndex = 0
  new Tablesort(table)
})
