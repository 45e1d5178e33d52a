import { h, text } from '../dom.js';

const UID = /^[A-Za-z0-9._@:-]{1,64}$/;

/** A question with two answers. Escape means no; the dialog element itself returns the focus to where it was. */
export class Confirm {
  #words;

  constructor(words) {
    this.#words = words;
  }

  /** @param subject words `subject.title`, `.text`, `.yes`, `.no` */
  ask(subject, values) {
    const wording = (key) => this.#words.say(`${subject}.${key}`, values);
    const no = h('button', { class: 'small small--filled', type: 'submit', value: 'no' }, wording('no'));
    const yes = h('button', { class: 'small small--danger', type: 'submit', value: 'yes' }, wording('yes'));
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
      h(
        'form',
        { method: 'dialog', class: 'dialog__body' },
        h('h2', { id: 'confirm-title', class: 'dialog__title' }, wording('title')),
        h('p', { id: 'confirm-text' }, wording('text')),
        h('div', { class: 'dialog__row' }, no, yes),
      ),
    );
    document.body.append(dialog);
    return new Promise((resolve) => {
      dialog.addEventListener('close', (event) => {
        resolve(event.target.returnValue === 'yes');
        event.target.remove();
      });
      dialog.showModal();
      no.focus();
    });
  }
}

/**
 * Signing in: by name where the embedded profile offers that, otherwise an explanation of where it happens. Which of the
 * two is found out when the dialog opens.
 */
export class SignIn {
  #shop;

  constructor(shop) {
    this.#shop = shop;
  }

  /** @param because key of the words that say why, or null */
  async open(because = null) {
    if (document.querySelector('dialog[open]')) {
      return;
    }
    const probe = await this.#shop.api.live('GET', '/dev/login', { token: null });
    const offered = !(probe.kind === 'no' && probe.status === 404);
    const dialog = offered ? this.#form(because) : this.#elsewhere(because);
    document.body.append(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
  }

  #form(because) {
    const { words } = this.#shop;
    const uid = h('input', {
      id: 'uid',
      class: 'field',
      name: 'uid',
      autocomplete: 'username',
      autocapitalize: 'none',
      spellcheck: 'false',
      maxlength: 64,
      'aria-describedby': 'uid-help uid-wrong',
      autofocus: true,
    });
    const wrong = h('p', { id: 'uid-wrong', class: 'dialog__wrong', role: 'alert' });
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'sign-in-title' },
      h(
        'form',
        { method: 'dialog', class: 'dialog__body', novalidate: true },
        h('h2', { id: 'sign-in-title', class: 'dialog__title' }, words.say('signIn.title')),
        because ? h('p', { class: 'dialog__because' }, words.say(because)) : null,
        h('p', { id: 'uid-help' }, words.say('signIn.text')),
        h('label', { for: 'uid', class: 'dialog__label' }, words.say('signIn.uid')),
        uid,
        wrong,
        h(
          'div',
          { class: 'dialog__row' },
          h('button', { class: 'small', type: 'button', onclick: () => dialog.close() }, words.say('signIn.cancel')),
          h('button', { class: 'small small--filled', type: 'submit' }, words.say('signIn.go')),
        ),
      ),
    );
    dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(dialog, uid, wrong);
    });
    return dialog;
  }

  async #submit(dialog, uid, wrong) {
    const { words, session, desk, announcer } = this.#shop;
    if (!UID.test(uid.value)) {
      text(wrong, words.say('signIn.bad'));
      uid.setAttribute('aria-invalid', 'true');
      uid.focus();
      return;
    }
    text(wrong, words.say('signIn.busy'));
    const reason = await session.signInAs(uid.value);
    if (reason === null) {
      dialog.close();
      announcer.say(words.say('signIn.done', { uid: session.uid || words.say('signIn.someone') }));
    } else {
      text(wrong, words.say('signIn.failed', desk.explain({ kind: reason === 'silence' ? 'silence' : 'no', reason })));
    }
  }

  #elsewhere(because) {
    const { words } = this.#shop;
    return h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'sign-in-title', 'aria-describedby': 'sign-in-text' },
      h(
        'form',
        { method: 'dialog', class: 'dialog__body' },
        h('h2', { id: 'sign-in-title', class: 'dialog__title' }, words.say('signIn.open')),
        because ? h('p', { class: 'dialog__because' }, words.say(because)) : null,
        h('p', { id: 'sign-in-text' }, words.say('signIn.atShop')),
        h('div', { class: 'dialog__row' }, h('button', { class: 'small small--filled', type: 'submit' }, words.say('signIn.cancel'))),
      ),
    );
  }
}
