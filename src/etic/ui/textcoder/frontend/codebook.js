// What is done to the codebook from beside the text: a new code, another name, another place.

export class Codebook {
  constructor({ store, codes, commands, reader, form, say }) {
    Object.assign(this, { store, codes, commands, reader, form, say });
  }

  // What the tree asks for.
  act(name, code, more = {}) {
    const { reader, store, commands, say } = this;
    const known = this.codes.get(code);
    switch (name) {
      case "toggle": return commands.toggle(code);
      case "only": return reader.shown.only(code);
      case "pin": return reader.pin(code);
      case "leave": return reader.focus();
      case "place": return store.moveCode(code, more.under, more.before ?? null);
      case "unite": return store.mergeCode(code, more.into);
      case "new": return this.#new(code);
      case "edit":
        return this.form.show(say("code_edit_title", { name: known.name }), known, (values) => {
          const changed = Object.entries(values).filter(([key, value]) => value !== known[key]);
          if (changed.length) store.editCode(code, Object.fromEntries(changed));
        });
      case "move":
        return this.#pick(code, say("move_pick", { name: known.name }), say("move_top"), (under) => store.moveCode(code, under));
      case "merge":
        return this.#pick(code, say("merge_pick", { name: known.name }), null, (into) => store.mergeCode(code, into));
      default: return undefined;
    }
  }

  #new(under) {
    const above = this.codes.get(under);
    const title = above ? this.say("code_new_title", { name: above.name }) : this.say("code_new");
    this.form.show(title, null, ({ name }) => {
      this.store.newCode(name, under);
      this.reader.newCodes();
      this.commands.bar.announce(this.say("did_new", { name }));
    });
  }

  // A code from the list, but not this one nor one of its own branch.
  #pick(code, title, top, choose) {
    this.reader.pick({
      title, top,
      choose: (chosen) => {
        if (chosen !== null && this.codes.lineage(chosen).includes(code)) {
          this.commands.bar.note(this.say("own_branch"));
        } else choose(chosen);
      },
    }, code);
  }
}
