package org.cunlu.search.offers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.search.Words;

/** Words that a test says. */
record PlainWords(Map<String, List<String>> same, Set<String> stops) implements Words {
    static final PlainWords NONE = new PlainWords(Map.of(), Set.of());

    @Override
    public long version() {
        return 1;
    }

    @Override
    public long refresh() {
        return 1;
    }

    @Override
    public Set<String> names() {
        return same.keySet();
    }

    @Override
    public List<String> sameAs(String word) {
        return same.getOrDefault(word, List.of());
    }

    @Override
    public boolean saysNothing(String word) {
        return stops.contains(word);
    }
}
