// Says every 45 seconds that the case is still on the screen, and names whoever else looks at it. A hidden tab is silent.
for (const form of document.querySelectorAll("form[data-presence]")) setInterval(() => ping(form), 45000);

async function ping(form) {
	if (document.hidden) return;
	try {
		const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
		if (!answer.ok) return;
		const { names } = await answer.json();
		const badge = document.createElement(names.length ? "span" : "bdi");
		badge.className = names.length ? "case-badge case-badge--turn" : "";
		badge.textContent = names.join("، ") || form.dataset.alone;
		const told = form.querySelector("[role=status]");
		if (told.textContent.trim() !== badge.textContent) told.replaceChildren(badge);
	} catch { /* Offline: the next one tells */ }
}
