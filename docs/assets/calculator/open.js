// Calculators come when a reader reaches for one, or by a link that opens one; first the facts that they choose from.
{
  const bring = () => fieldguide.bring("facts").then(() => fieldguide.bring("calculator"))
  const button = target => target instanceof Element ? target.closest("button.calculate") : null

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, event => { if (button(event.target)) bring().catch(() => {}) })

  document.addEventListener("click", async event => {
    const asked = button(event.target)
    if (!asked || fieldguide.calculators) return
    await bring()
    asked.click()
  })

  if (new URLSearchParams(location.search).has("calculate")) bring().catch(() => {})
}
