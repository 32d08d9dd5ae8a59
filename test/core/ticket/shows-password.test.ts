import { describe, expect, it } from 'vitest';
import { showsPassword } from '../../../src/core/ticket/shows-password.ts';

describe('showsPassword [E Appendix 1]', () => {
  it.each([
    'Логин: user-17, пароль: Qwerty12',
    'Мой пароль пользователя - 4711!abc',
    'ПАРОЛЬ:\nастана2026',
    'құпия сөз: Aq7-zz',
    'Password = «sEcret»',
    'Kennwort: geheim_1.',
  ])('warns of: %s', (text) => {
    expect(showsPassword(text)).toBe(true);
  });

  it.each([
    'Забыл пароль, помогите.',
    'Пароль: не помню',
    'Пароль - передан отдельно',
    'Пароль: изменён 23.11.2026',
    'Пароль: 23.11.2026',
    'Сброс пароля: https://e-qyzmet.example.kz/reset1',
    'Пожалуйста, не присылайте паролей: если пароль понадобится, консультант скажет.',
    'Заявка № 4711: ошибка 500',
    '',
  ])('is silent about: %s', (text) => {
    expect(showsPassword(text)).toBe(false);
  });

  it('looks at no more than a bounded part of hostile text', () => {
    expect(showsPassword(`${'пароль '.repeat(100_000)}: Qwerty12`)).toBe(false);
  });
});
