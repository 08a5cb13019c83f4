(() => {
  const find = document.getElementById("find"), show = document.getElementById("show"), count = document.getElementById("count");
  const rows = [...document.querySelectorAll("#films > li")].map(row => [row, row.dataset.o, row.textContent.toLowerCase()]);
  const look = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let seen = 0;
    for (const [row, outcome, text] of rows) {
      row.hidden = (show.value && show.value !== outcome) || !words.every(word => text.includes(word));
      seen += !row.hidden;
    }
    count.textContent = seen === rows.length ? "" : `${seen} of ${rows.length}`;
  };
  find.addEventListener("input", look);
  show.addEventListener("change", look);
  look();
})();
