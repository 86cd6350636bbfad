package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A node as somebody wants it: all of this replaces what stood there.
 * @param version the one that was seen, so that nobody's change is lost
 * @param cutOff null for the closing time; so is {@code sortCutOff}
 */
@Serdeable
public record NodeChange(
        @NotNull @Min(1) Integer version,
        @NotEmpty Set<DayOfWeek> days,
        @NotNull LocalTime opens,
        @NotNull LocalTime closes,
        @Nullable LocalTime cutOff,
        @Nullable LocalTime sortCutOff,
        @NotNull @Min(0) @Max(MINUTES_MAX) Integer handlingMinutes,
        @NotEmpty Set<StorageClass> holds,
        @Nullable String gln,
        @NotNull Set<NodeProfile.Service> services,
        @Nullable @Min(1) @Max(NodeProfile.PARCELS_MAX) Integer parcelsMax,
        @Nullable @Min(1) @Max(NodeProfile.VOLUME_MAX_CM3) Long volumeMaxCm3,
        @Nullable @Min(1) @Max(NodeProfile.STARS_MAX) Integer stars,
        @NotNull Boolean enabled,
        @NotNull Boolean openToUsers,
        @NotNull Boolean reachableByVehicle,
        @NotNull Boolean dispatchable) {
    private static final int MINUTES_MAX = 24 * 60;

    /** @throws ProblemException 400 for hours that are none */
    public Opening opening() {
        if (!wholeMinute(opens) || !wholeMinute(closes) || !opens.isBefore(closes)) {
            throw ProblemException.invalid("closes", "closes-before-opens", "关门须晚于开门 · Closes before it opens");
        }
        within("cutOff", cutOff);
        within("sortCutOff", sortCutOff);
        return new Opening(days, opens, closes, cutOff, sortCutOff, handlingMinutes);
    }

    private void within(String field, @Nullable LocalTime time) {
        if (time != null && (!wholeMinute(time) || time.isBefore(opens) || time.isAfter(closes))) {
            throw ProblemException.invalid(field, "cut-off-outside", "截单时间须在营业时间内 · Not within opening hours");
        }
    }

    private static boolean wholeMinute(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0;
    }

    /** @throws ProblemException 400 for a GLN that is none, or cold things where none may be held */
    public NodeProfile profile() {
        if (gln != null && !NodeProfile.glnFits(gln)) {
            throw ProblemException.invalid(
                    "gln", "gln-invalid", "GLN 应为 13 位数字，末位为校验位 · A GLN is 13 digits, the last a check digit");
        }
        if (services.contains(NodeProfile.Service.COLD) && !holds.contains(StorageClass.CHILLED)) {
            throw ProblemException.invalid(
                    "services", "cold-needs-chilled", "不能存放冷藏品的节点不能提供冷藏 · COLD needs a node that may hold CHILLED");
        }
        return new NodeProfile(
                gln, services, parcelsMax, volumeMaxCm3, stars, enabled, openToUsers, reachableByVehicle, dispatchable);
    }
}
