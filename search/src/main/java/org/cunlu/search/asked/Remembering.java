package org.cunlu.search.asked;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.Asked;
import org.cunlu.search.Search;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is asked, and counts people, never how often one of them asked. */
@Singleton
class Remembering implements Asked {
    private static final Logger LOG = LoggerFactory.getLogger(Remembering.class);
    private static final int OWN_MAX = 30;
    private static final int HOT_MAX = 8;
    private static final int LOOKED_AT = 30;
    /** What is longer is somebody's own sentence. */
    private static final int LONGEST = 20;

    /** Phones, orders and parcels have so many digits, and no goods have. */
    private static final Pattern NUMBER = Pattern.compile("\\d{5}|\\d(?:[ -]?\\d){6}");

    private final AskedTable table;
    private final Transactions transactions;
    private final Search search;
    private final Clock clock;
    private final AskedSettings settings;
    private volatile Told told = new Told(List.of(), 0, false);

    Remembering(AskedTable table, Transactions transactions, Search search, Clock clock, AskedSettings settings) {
        this.table = table;
        this.transactions = transactions;
        this.search = search;
        this.clock = clock;
        this.settings = settings;
    }

    private record Told(List<String> words, long nanos, boolean counted) {}

    @Override
    public void remember(String accountId, @Nullable String words) {
        String kept = kept(words);
        if (kept.isEmpty()) {
            return;
        }
        try {
            transactions.run(() -> {
                table.keep(accountId, kept, clock.instant());
                table.forgetOld(accountId, clock.instant().minus(settings.kept()));
                List<AskedTable.Kept> all = table.of(accountId);
                all.stream().skip(OWN_MAX).forEach(old -> table.forget(accountId, old.words()));
            });
        } catch (RuntimeException e) {
            // Whoever searches has his answer: what he asked for is only not remembered.
            LOG.warn("a question is not remembered: {}", e.toString());
        }
    }

    /** @return in the one spelling in which it is kept; empty when it is not */
    static String kept(@Nullable String words) {
        String plain = words == null
                ? ""
                : Normalizer.normalize(words, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}.]+", " ")
                        .strip();
        boolean tellsOfPeople =
                plain.length() > LONGEST || NUMBER.matcher(plain).find();
        return tellsOfPeople ? "" : plain;
    }

    @Override
    public List<String> of(String accountId) {
        return transactions.read(() -> table.of(accountId)).stream()
                .map(AskedTable.Kept::words)
                .limit(OWN_MAX)
                .toList();
    }

    @Override
    public void forget(String accountId, @Nullable String words) {
        transactions.run(() -> {
            if (words == null) {
                table.forget(accountId);
            } else {
                table.forget(accountId, kept(words));
            }
        });
    }

    @Override
    public List<String> hot() {
        Told last = told;
        if (!last.counted()
                || System.nanoTime() - last.nanos() > settings.fresh().toNanos()) {
            told = new Told(last.words(), System.nanoTime(), true);
            told = new Told(counted(), System.nanoTime(), true);
        }
        return told.words();
    }

    private List<String> counted() {
        Instant since = clock.instant().minus(settings.lately());
        return transactions.read(() -> table.ofMany(settings.people(), since, LOOKED_AT)).stream()
                .filter(this::findsSomething)
                .limit(HOT_MAX)
                .toList();
    }

    private boolean findsSomething(String words) {
        return !search.find(new Search.Query(words, null, null, null, null, 1))
                .items()
                .isEmpty();
    }
}
