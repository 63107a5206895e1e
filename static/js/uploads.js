// Files go up one by one as soon as they are chosen, each with its progress. Without this script the form sends them.
for (const place of document.querySelectorAll("[data-uploads]")) enhance(place);

function enhance(place) {
	const words = place.dataset;
	const field = place.querySelector("input[type=file]");
	const form = field.form;
	const removal = document.getElementById(words.remove);
	const [files, queue, said] = ["files", "queue", "said"].map((name) => place.querySelector(`[data-uploads-${name}]`));
	const waiting = [];
	let busy = false, submitter = null;

	const say = (text) => { said.textContent = text; };

	function element(name, attributes = {}, text = "") {
		const made = document.createElement(name);
		Object.entries(attributes).forEach((each) => made.setAttribute(...each));
		made.textContent = text;
		return made;
	}

	// The server answers with the whole page; only the list of files is taken from it. Null: some other page came.
	function show(page) {
		const fresh = page?.querySelector("[data-uploads-files]");
		if (fresh) files.replaceChildren(...fresh.childNodes);
		return fresh;
	}

	function row(file) {
		const line = element("li", { class: "files__row" });
		const name = element("span", { class: "files__words" });
		name.append(element("bdi", {}, file.name));
		const bar = element("progress", { max: 1, value: 0, "aria-label": `${words.wordSending} ${file.name}` });
		const note = element("span", { class: "files__note" }, words.wordSending);
		const stop = element("button", { type: "button", class: "link-button" }, words.wordCancel);
		name.append(bar, note);
		line.append(name, stop);
		queue.append(line);
		return { line, bar, note, stop };
	}

	function fail({ line, bar, note, stop }, text) {
		bar.remove();
		stop.remove();
		note.className = "field__error";
		note.textContent = text;
		line.dataset.failed = "";
		say(text);
	}

	function post(data, { onProgress, onEnd }) {
		const request = new XMLHttpRequest();
		request.open("POST", form.action);
		request.responseType = "document";
		request.upload.onprogress = onProgress ?? null;
		request.onload = () => onEnd(request);
		request.onerror = () => onEnd(null);
		request.send(data);
		return request;
	}

	function send(file, shown) {
		return new Promise((done) => {
			const data = new FormData(removal);  // The token, and where the page came from
			data.append("add", "1");
			data.append(field.name, file);
			const onProgress = ({ loaded, total }) => {
				shown.bar.value = total ? loaded / total : 0;
				if (loaded === total) shown.note.textContent = words.wordChecking;
			};
			const onEnd = (request) => {
				const page = request?.response;
				const problem = page?.querySelector("[data-uploads-errors] .field__error");
				if (!show(page)) fail(shown, words.wordFailed);
				else if (problem) fail(shown, problem.textContent.trim());
				else {
					shown.line.remove();
					say(`${words.wordDone}: ${file.name}`);
				}
				done();
			};
			const request = post(data, { onProgress, onEnd });
			shown.stop.onclick = () => {
				request.abort();
				shown.line.remove();
				field.focus();
				done();
			};
		});
	}

	async function work() {
		busy = true;
		while (waiting.length) {
			const [file, shown] = waiting.shift();
			if (shown.line.isConnected) await send(file, shown);
		}
		busy = false;
		const next = submitter;
		submitter = null;
		if (next && !queue.querySelector("[data-failed]")) next.click();
	}

	field.addEventListener("change", () => {
		queue.querySelectorAll("[data-failed]").forEach((line) => line.remove());
		for (const file of field.files) {
			const shown = row(file);
			shown.stop.onclick = () => shown.line.remove();
			waiting.push([file, shown]);
		}
		field.value = "";
		if (!busy) work();
	});

	form.addEventListener("submit", (event) => {
		if (!busy) return;
		event.preventDefault();  // What was chosen goes up first.
		submitter = event.submitter;
		say(words.wordSending);
	});

	files.addEventListener("click", (event) => {
		const button = event.target.closest("button[name=remove]");
		if (!button) return;
		event.preventDefault();
		const data = new FormData(removal);
		data.append("remove", button.value);
		post(data, { onEnd: (request) => {
			say(show(request?.response) ? words.wordRemoved : words.wordFailed);
			field.focus();
		} });
	});
}
