package org.cunlu.search.words;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.WordGroup;
import org.cunlu.search.Words;

/** All words in memory, read again when their number has changed. */
@Singleton
class KnownWords implements Words {
    private final WordTable table;
    private final Transactions transactions;
    private volatile Known known = Known.of(0, List.of());

    KnownWords(WordTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    private record Known(long version, Set<String> names, Map<String, List<String>> same, Set<String> stops) {
        static Known of(long version, List<WordGroup> groups) {
            var names = new HashSet<String>();
            var same = new HashMap<String, List<String>>();
            var stops = new HashSet<String>();
            for (WordGroup group : groups) {
                switch (group.kind()) {
                    case STOP -> stops.addAll(group.words());
                    case NAME -> names.addAll(group.words());
                    case SAME -> {
                        names.addAll(group.words());
                        group.words().forEach(word -> same.merge(word, others(group, word), Known::together));
                    }
                }
            }
            return new Known(version, Set.copyOf(names), Map.copyOf(same), Set.copyOf(stops));
        }

        private static List<String> others(WordGroup group, String word) {
            return group.words().stream().filter(other -> !other.equals(word)).toList();
        }

        private static List<String> together(List<String> some, List<String> more) {
            var all = new LinkedHashSet<>(some);
            all.addAll(more);
            return List.copyOf(new ArrayList<>(all));
        }
    }

    @Override
    public long version() {
        return known.version();
    }

    @Override
    public long refresh() {
        long now = transactions.read(table::version);
        if (now != known.version()) {
            // The number is read with the words, so that a change between the two is seen the next time.
            known = transactions.read(() -> Known.of(table.version(), table.all()));
        }
        return known.version();
    }

    @Override
    public Set<String> names() {
        return known.names();
    }

    @Override
    public List<String> sameAs(String word) {
        return known.same().getOrDefault(word, List.of());
    }

    @Override
    public boolean saysNothing(String word) {
        return known.stops().contains(word);
    }
}
