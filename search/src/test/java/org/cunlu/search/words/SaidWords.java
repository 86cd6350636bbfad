package org.cunlu.search.words;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.WordGroup;

/** Says words as an operator, for tests of other rooms. */
public final class SaidWords {
    private static final Caller OPERATOR = new Caller("OPERATOR", List.of());

    private final WordKeeping keeping;

    public SaidWords(ApplicationContext context) {
        keeping = context.getBean(WordKeeping.class);
    }

    /** @return code and version of the group, or the code of the problem */
    public String put(String code, String kind, List<String> words, long version) {
        try {
            WordGroup kept = keeping.put(OPERATOR, code, WordGroup.Kind.valueOf(kind), words, version);
            return kept.code() + " " + kept.version();
        } catch (ProblemException e) {
            return e.code();
        }
    }

    public String remove(String code, long version) {
        try {
            keeping.remove(OPERATOR, code, version);
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
