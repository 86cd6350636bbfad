package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Goods that buyers hand in at a station, by the code that they show, to be brought back. */
public interface ReturnCounter {
    /**
     * What belongs to a code, before it is taken in. Counts as a try of a code.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's node; 404 {@code return-code-wrong}; 429
     */
    Expected look(Caller keeper, Asked asked);

    /**
     * Takes it in at the caller's own node; what replaces it is sent then.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's node; 404 {@code return-code-wrong}; 409
     *     {@code second-person-needed} (his own), {@code input-opened}, {@code no-drop-off}, {@code no-way-back}; 429
     */
    Taken take(Caller keeper, Handed handed, @Nullable String key);

    /** @param code of ten digits */
    record Asked(String node, String code) {}

    /** @param toNode that they go home to @param unopened whether it is asked that it be unopened, as farm inputs must be */
    record Expected(AfterSales.Reason reason, List<Goods> goods, String toNode, boolean unopened) {}

    /** @param name as it was called when it was bought */
    record Goods(String skuCode, String name, long pieces) {}

    /** @param sealed whether it is unopened; asked for farm inputs */
    @Serdeable
    @Schema(name = "GoodsBack.Handed")
    record Handed(
            @NotBlank @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "\\d{10}") String code,
            @NotNull @Positive @Max(100_000_000) Long weightGrams,
            @Nullable Boolean sealed) {}

    /** @param barcode of the parcel in which they go home: its label is printed here */
    @Serdeable
    record Taken(String requestId, String barcode, Map<String, Long> pieces) {}
}
