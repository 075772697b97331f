// Tells the report of a wrong number which number the reader came for: the one that the page's address names.
document.addEventListener("click", event => {
  const link = event.target.closest(".report a")
  const number = link && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!number || /^H\d$/.test(number.tagName)) return
  const report = new URL(link.href)
  report.searchParams.set("number", number.id)
  link.href = report.href
}, { capture: true })
