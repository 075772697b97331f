// Sends a reader of an old address on, with the fragment that a page's own refresh would lose.
location.replace(document.currentScript.dataset.to + location.search + location.hash)
