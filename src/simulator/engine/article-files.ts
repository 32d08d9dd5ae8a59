import { unprocessable } from '../api-error.ts';
import type { Article } from '../state/records.ts';
import { isObject, listOf, textOf } from '../state/row.ts';
import type { World } from '../state/world.ts';

export interface IncomingFile {
  readonly filename: string;
  readonly data: Buffer;
  readonly preferences: Record<string, string>;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The files of a request's `attachments`. @throws ApiError 422 naming what a file lacks. */
export function attachmentsFrom(given: unknown): IncomingFile[] {
  return listOf(given)
    .filter(isObject)
    .map((file, index) => {
      for (const key of ['mime-type', 'filename', 'data']) {
        if (file[key] !== undefined && file[key] !== null && file[key] !== false) continue;
        throw unprocessable(`Attachment needs '${key}' param for attachment with index '${index}'`);
      }
      const base64 = textOf(file['data']).replace(/[\r\n]/g, '');
      if (!BASE64.test(base64)) throw unprocessable(`Invalid base64 for attachment with index '${index}'`);
      return {
        filename: textOf(file['filename']),
        data: Buffer.from(base64, 'base64'),
        preferences: {
          ...(file['charset'] === undefined ? {} : { Charset: textOf(file['charset']) }),
          'Mime-Type': textOf(file['mime-type']),
        },
      };
    });
}

export function addAttachments(world: World, article: Article, files: readonly IncomingFile[]): void {
  for (const file of files) world.attachments.insert({ ...file, article_id: article.id });
}
