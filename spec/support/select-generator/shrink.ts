import { Choices } from './choices.ts';
import { generateSelect } from './statement.ts';
import type { GeneratedSelect } from './statement.ts';

/** Lists of decisions that are shorter, or have smaller numbers, than the given one; the boldest first. */
function* simpler(decisions: readonly number[]): Generator<readonly number[]> {
  for (let size = 1 << Math.floor(Math.log2(decisions.length || 1)); size >= 1; size >>= 1) {
    for (let start = 0; start < decisions.length; start += size) {
      yield decisions.toSpliced(start, size);
      const block = decisions.slice(start, start + size);
      if (block.some((one) => one !== 0)) {
        yield decisions.toSpliced(start, size, ...block.map(() => 0));
      }
    }
  }
  for (const [index, value] of decisions.entries()) {
    if (value > 1) {
      yield decisions.with(index, Math.floor(value / 2));
      yield decisions.with(index, value - 1);
    }
  }
}

/** A statement as small as can be found within that many attempts for which `fails` holds too. */
export async function shrink(
  select: GeneratedSelect,
  fails: (candidate: GeneratedSelect) => Promise<boolean>,
  attempts: number,
): Promise<GeneratedSelect> {
  const tried = new Set<string>([select.sql]);
  const next = async (current: GeneratedSelect): Promise<GeneratedSelect | null> => {
    for (const decisions of simpler(current.decisions)) {
      if (tried.size > attempts) return null;
      const candidate = generateSelect(Choices.replayed(decisions));
      if (candidate.sql.length > current.sql.length || tried.has(candidate.sql)) continue;
      tried.add(candidate.sql);
      if (await fails(candidate)) return candidate;
    }
    return null;
  };
  let smallest = select;
  for (let found = await next(smallest); found !== null; found = await next(found)) smallest = found;
  return smallest;
}
