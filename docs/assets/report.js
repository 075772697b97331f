// Tells the report of a wrong number which number of the page the reader came for, by a link or by its address.
{
  let number = ""

  const note = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    number = target && !/^H\d$/.test(target.tagName) ? target.id : ""
  }

  note()
  addEventListener("hashchange", note)

  document.addEventListener("click", event => {
    const link = event.target.closest(".report a")
    if (!link) return
    const report = new URL(link.href)
    report.searchParams.set("number", number)
    link.href = report.href
  }, { capture: true })
}
