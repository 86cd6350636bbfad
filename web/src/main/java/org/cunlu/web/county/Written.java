package org.cunlu.web.county;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.cunlu.kernel.docket.Docket.Fact;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.web.Words;

/** Facts of matters as people read them. */
public final class Written {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}");
    private static final String NOTHING = "–";

    private Written() {}

    /** @return a dash for nothing; a code without a word of its own as it is */
    public static String of(Fact fact, Words words) {
        if (fact.value().isEmpty()) {
            return NOTHING;
        }
        return switch (fact.form()) {
            case TEXT -> fact.value();
            case SCAN, LOOK -> words.text("county.scan");
            case OPEN -> words.text("county.look.open");
            case FEN -> Fen.text(Long.parseLong(fact.value()));
            case MOMENT -> moment(Instant.parse(fact.value()));
            case CODE -> words.textOr("county.code." + fact.value().replace('_', '-'), fact.value());
        };
    }

    public static String moment(Instant moment) {
        return CountyTime.at(moment).format(MINUTES);
    }

    /** @return whether it is a figure, which stands at the right */
    public static boolean figure(Fact fact) {
        return switch (fact.form()) {
            case FEN -> true;
            case TEXT -> COUNT.matcher(fact.value()).matches();
            case MOMENT, CODE, SCAN, LOOK, OPEN -> false;
        };
    }
}
