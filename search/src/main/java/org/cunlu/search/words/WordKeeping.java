package org.cunlu.search.words;

import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.search.WordDesk;
import org.cunlu.search.WordGroup;

/** Changes words: each change is traced, and the index is made anew by what is known then. */
@Singleton
class WordKeeping implements WordDesk {
    private static final int WORDS_MAX = 40;
    private static final int GROUPS_MAX = 5_000;

    private final WordTable table;
    private final KnownWords known;
    private final Transactions transactions;
    private final Trail trail;

    WordKeeping(WordTable table, KnownWords known, Transactions transactions, Trail trail) {
        this.table = table;
        this.known = known;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public List<WordGroup> all() {
        return transactions.read(table::all);
    }

    @Override
    public WordGroup put(Caller operator, String code, WordGroup.Kind kind, List<String> said, long version) {
        var wanted = new WordGroup(code, kind, checked(kind, said), version);
        WordGroup kept = transactions.run(() -> {
            table.changed();
            Optional<WordGroup> now = table.find(code);
            if (now.filter(group -> group.kind() == kind && group.words().equals(wanted.words()))
                    .isPresent()) {
                return now.get();
            }
            if (now.isEmpty() && version == 0) {
                if (table.all().size() >= GROUPS_MAX) {
                    throw ProblemException.of(409, "too-many-words", "词组太多 · Too many groups of words", null);
                }
                table.insert(new WordGroup(code, kind, wanted.words(), 1));
            } else if (now.isEmpty() || !table.update(wanted)) {
                throw changed();
            }
            WordGroup after = table.find(code).orElseThrow();
            trail.record(
                    operator.accountId(),
                    "search.words",
                    code,
                    now.map(WordGroup::toString).orElse(null),
                    after.toString());
            return after;
        });
        known.refresh();
        return kept;
    }

    @Override
    public void remove(Caller operator, String code, long version) {
        transactions.run(() -> {
            table.changed();
            Optional<WordGroup> now = table.find(code);
            if (now.isPresent()) {
                if (!table.delete(code, version)) {
                    throw changed();
                }
                trail.record(
                        operator.accountId(), "search.words", code, now.get().toString(), null);
            }
        });
        known.refresh();
    }

    private static List<String> checked(WordGroup.Kind kind, List<String> said) {
        var words = new LinkedHashSet<String>();
        for (String each : said) {
            String word = each.strip().toLowerCase(Locale.ROOT);
            if (!word.matches("[\\p{IsHan}\\p{IsLatin}\\d]{1,20}")) {
                throw ProblemException.invalid(
                        "words", "not-a-word", "只能是汉字、字母和数字，最多 20 个 · Letters and digits only, 20 at most");
            }
            words.add(word);
        }
        if (words.isEmpty() || words.size() > WORDS_MAX || (kind == WordGroup.Kind.SAME && words.size() < 2)) {
            throw ProblemException.invalid(
                    "words", "too-few-or-many", "同义词至少两个，每组最多 40 个 · Two at least that mean the same, 40 at most");
        }
        return List.copyOf(words);
    }

    private static ProblemException changed() {
        return ProblemException.of(409, "words-changed", "词组刚被改动 · Changed meanwhile", "请刷新 · Look again");
    }
}
