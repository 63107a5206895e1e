// Titles below the search field while one types. Without this script the form works just as well.
for (const form of document.querySelectorAll("form[data-suggest]")) enhance(form);

function enhance(form) {
	const field = form.querySelector("input");
	const list = document.createElement("ul");
	const set = (attributes, of = field) => Object.entries(attributes).forEach((each) => of.setAttribute(...each));
	let asking, timer, at = -1;

	function choose(number) {
		at = number;
		[...list.children].forEach((option, place) => set({ "aria-selected": place === at }, option));
		list.children[at]?.scrollIntoView({ block: "nearest" });
		set({ "aria-activedescendant": at < 0 ? "" : list.id + at });
	}

	function show(titles) {
		list.replaceChildren(...titles.map(({ title, url, kind }, number) => {
			const option = document.createElement("li");
			const small = document.createElement("small");
			set({ id: list.id + number, role: "option", "data-url": url }, option);
			small.textContent = kind;
			option.append(title, " ", small);
			return option;
		}));
		list.hidden = !titles.length;
		set({ "aria-expanded": !list.hidden });
		choose(-1);
	}

	function stop() {
		clearTimeout(timer);
		asking?.abort();
		show([]);
	}

	async function ask() {
		asking = new AbortController();
		try {
			const address = `${form.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
			const { signal } = asking;
			const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
			show((await answer.json()).suggestions);
		} catch { /* Given up for newer words, or offline */ }
	}

	const id = field.id + "-titles";
	set({ id, class: "suggestions", role: "listbox", "aria-label": form.dataset.label }, list);
	set({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
	form.append(list);
	show([]);
	field.oninput = () => { clearTimeout(timer); asking?.abort(); timer = setTimeout(ask, 180); };
	field.onblur = stop;
	list.onpointerdown = (event) => event.preventDefault();
	list.onclick = (event) => location.assign(event.target.closest("li").dataset.url);
	field.onkeydown = (event) => {
		const { length } = list.children;
		if (!length || event.isComposing) return;
		if (event.key === "ArrowDown") choose(at + 1 < length ? at + 1 : -1);
		else if (event.key === "ArrowUp") choose(at < 0 ? length - 1 : at - 1);
		else if (event.key === "Enter" && at >= 0) list.children[at].click();
		else if (event.key === "Escape") stop();
		else return;
		event.preventDefault();
	};
}
