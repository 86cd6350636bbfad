package org.cunlu.kernel.docket;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Matters of one kind that wait for a word of the county's operator (待办). Each starts from what the caller may see, and answers as the
 * JSON branch of the same feature does: same rules, same scope, same trail.
 */
public interface Docket {
    /**
     * How a fact is written: as it is, as money in fen, as an ISO moment, as a code that the pages have words for, as a way to a
     * {@link #scan}; LOOK is a scan that shows a person, so that whoever looks says why, and the look is logged; OPEN are facts that do,
     * see {@link #open}.
     */
    enum Form {
        TEXT,
        FEN,
        MOMENT,
        CODE,
        SCAN,
        LOOK,
        OPEN
    }

    /** @param name a stable code that the pages have a word for @param value empty for nothing */
    record Fact(String name, Form form, String value) {
        public static Fact text(String name, @Nullable Object value) {
            return new Fact(name, Form.TEXT, value == null ? "" : value.toString());
        }

        public static Fact fen(String name, @Nullable Long fen) {
            return new Fact(name, Form.FEN, fen == null ? "" : fen.toString());
        }

        public static Fact moment(String name, @Nullable Instant moment) {
            return new Fact(name, Form.MOMENT, moment == null ? "" : moment.toString());
        }

        public static Fact code(String name, @Nullable Enum<?> value) {
            return new Fact(name, Form.CODE, value == null ? "" : value.name());
        }

        /** @param there whether {@link #scan} has it */
        public static Fact scan(String name, boolean there) {
            return new Fact(name, Form.SCAN, there ? "scan" : "");
        }

        /** The same of one that shows a person. */
        public static Fact look(String name, boolean there) {
            return new Fact(name, Form.LOOK, there ? "scan" : "");
        }

        /** Facts that show a person. */
        public static Fact open(String name) {
            return new Fact(name, Form.OPEN, "open");
        }
    }

    /** @param title for people, as somebody wrote it or a number @param facts the few that a list shows, the same for all of a docket */
    record Matter(String id, String title, List<Fact> facts) {
        public Matter {
            facts = List.copyOf(facts);
        }
    }

    /** Whether a second factor is asked for: never, always, or only where it is a matter of much money. */
    enum Factor {
        NONE,
        ALWAYS,
        LARGE
    }

    /**
     * What may be answered.
     * @param code stable, the pages have a word for it @param grave whether it hurts somebody
     * @param reason whether a reason is needed @param amount whether an amount may be said
     * @param act under which a factor that is always asked for is used up; null for others
     */
    record Answer(
            String code,
            boolean grave,
            boolean reason,
            boolean amount,
            Factor factor,
            @Nullable String act) {
        public static Answer plain(String code) {
            return new Answer(code, false, false, false, Factor.NONE, null);
        }

        public static Answer reasoned(String code, boolean grave) {
            return new Answer(code, grave, true, false, Factor.NONE, null);
        }

        /** The same, with a second factor for this act. */
        public Answer signed(String forAct) {
            return new Answer(code, grave, reason, amount, Factor.ALWAYS, forAct);
        }
    }

    /** What was done or said before. @param who a role or an account @param what code @param words null for none */
    record Past(
            Instant at, String who, String what, @Nullable String words) {}

    /** A matter with all that one needs to decide it. @param rows of its table, each of the same facts; empty for none */
    record Paper(Matter matter, List<Fact> facts, List<List<Fact>> rows, List<Past> history, List<Answer> answers) {
        public Paper {
            facts = List.copyOf(facts);
            rows = List.copyOf(rows);
            history = List.copyOf(history);
            answers = List.copyOf(answers);
        }
    }

    /**
     * What the operator says.
     * @param reason null for none @param fen null for none
     * @param factor code of the second factor, for who asks for it himself @param key of the form, by which a second sending is known
     */
    record Word(
            String answer,
            @Nullable String reason,
            @Nullable Long fen,
            @Nullable String factor,
            @Nullable String key) {
        /** @throws ProblemException 400 {@code reason-needed}, {@code too-long} */
        public String why(int charactersMax) {
            if (reason == null || reason.isBlank()) {
                throw ProblemException.invalid("reason", "reason-needed", "请填写理由 · Say why");
            }
            if (reason.length() > charactersMax) {
                throw ProblemException.invalid("reason", "too-long", "理由过长 · The reason is too long");
            }
            return reason.strip();
        }
    }

    /** @return in the order in which the pages show them, from 1 */
    int place();

    /** @return a stable code, lower case, part of addresses */
    String kind();

    /** @return what waits; a piece may have fewer than asked for although there are more */
    Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit);

    /** @throws ProblemException 404 for what is absent or another's */
    Paper paper(Caller operator, String id);

    /**
     * The paper that belongs to it.
     * @param why what it is looked at for, where it shows a person
     * @throws ProblemException 404 for what is absent, another's, or without one; as the feature refuses a look without a reason
     */
    default Scan scan(Caller operator, String id, @Nullable String why) {
        throw ProblemException.notFound();
    }

    /**
     * What shows a person, in the open; the look is logged.
     * @param why what it is needed for
     * @throws ProblemException as {@link #scan}
     */
    default List<Fact> open(Caller operator, String id, @Nullable String why) {
        throw ProblemException.notFound();
    }

    /** @throws ProblemException as the feature refuses; 400 {@code unknown-answer} */
    void answer(Caller operator, String id, Word word);

    static ProblemException unknownAnswer() {
        return ProblemException.invalid("answer", "unknown-answer", "没有这个选项 · No such answer");
    }
}
