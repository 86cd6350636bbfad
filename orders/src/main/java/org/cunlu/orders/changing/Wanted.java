package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.cunlu.accounts.Recipient;
import org.cunlu.orders.Destination;

/**
 * How an order shall be.
 * @param destination where it shall go, also when that is where it goes already
 * @param recipient null for the same
 * @param quantities of lines that change; the others stay as they are
 * @param quotedTotalFen what it shall cost, as was told; null to be told
 * @param reason for the buyer and the trail, naming nobody
 */
@Serdeable
@Schema(name = "OrderChange.Wanted")
record Wanted(
        @NotNull @Valid Destination destination,
        @Nullable @Valid Recipient recipient,
        @Nullable @Size(max = 200) List<@NotNull @Valid Line> quantities,
        @Nullable @Positive Long quotedTotalFen,
        @NotBlank @Size(max = 200) String reason) {
    /** @param quantity 0 leaves it out */
    @Serdeable
    @Schema(name = "OrderChange.Line")
    record Line(
            @Positive int lineNo,
            @PositiveOrZero @Max(9_999) int quantity) {}

    Wanted {
        quantities = quantities == null ? List.of() : List.copyOf(quantities);
    }

    /** @return where to, to whom and how much: what two operators must say alike; blanks do not count */
    String said() {
        var said = new StringJoiner("\n");
        said.add(String.valueOf(destination));
        if (recipient != null) {
            said.add(recipient.name()).add(recipient.phone()).add(String.valueOf(recipient.address()));
        }
        quantities.stream()
                .sorted(Comparator.comparingInt(Line::lineNo).thenComparingInt(Line::quantity))
                .forEach(line -> said.add(line.toString()));
        return said.toString().replaceAll("[ \\t\u3000]", "");
    }

    /** Hides the recipient from logs. */
    @Override
    public String toString() {
        return "Wanted[" + quantities + ", " + quotedTotalFen + "]";
    }
}
