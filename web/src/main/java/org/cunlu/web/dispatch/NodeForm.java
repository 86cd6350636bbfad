package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.NodeChange;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.NodeProfile.Service;
import org.cunlu.web.Fields;

/** What a form says of a node. */
final class NodeForm {
    private static final int MINUTES_MAX = 24 * 60;

    private NodeForm() {}

    /** @throws ProblemException 400 with the field that is to blame */
    static NodeChange read(Fields form) {
        Set<DayOfWeek> days = Marks.ticked(form, "day", DayOfWeek.class);
        if (days.isEmpty()) {
            throw ProblemException.invalid("day", "days-missing", "至少开放一天 · It opens on one day at least");
        }
        Set<StorageClass> holds = Marks.ticked(form, "holds", StorageClass.class);
        if (holds.isEmpty()) {
            throw ProblemException.invalid(
                    "holds", "holds-missing", "至少能存放一类货物 · It holds one class of goods at least");
        }
        Long minutes = within(form, "handling", 0, MINUTES_MAX);
        Long parcels = within(form, "parcels", 1, NodeProfile.PARCELS_MAX);
        Long room = room(form);
        Long stars = within(form, "stars", 1, NodeProfile.STARS_MAX);
        return new NodeChange(
                PlanPages.version(form),
                days,
                needed(form, "opens"),
                needed(form, "closes"),
                time(form, "cutoff"),
                time(form, "sortcutoff"),
                minutes == null ? 0 : minutes.intValue(),
                holds,
                form.typed("gln").isBlank() ? null : form.typed("gln").strip(),
                Marks.ticked(form, "service", Service.class),
                parcels == null ? null : parcels.intValue(),
                room,
                stars == null ? null : stars.intValue(),
                flag(form, "enabled"),
                flag(form, "users"),
                flag(form, "vehicle"),
                flag(form, "tours"));
    }

    private static @Nullable Long room(Fields form) {
        Long cm3 = Thousands.read(form, "litres");
        if (cm3 != null && (cm3 < 1 || cm3 > NodeProfile.VOLUME_MAX_CM3)) {
            String max = Thousands.text(NodeProfile.VOLUME_MAX_CM3);
            throw ProblemException.invalid("litres", "out-of-range", "应大于 0，不超过 " + max + " · Above 0, at most " + max);
        }
        return cm3;
    }

    private static boolean flag(Fields form, String flag) {
        return !form.typed("flag." + flag).isEmpty();
    }

    private static @Nullable Long within(Fields form, String field, long min, long max) {
        Long number = Shown.number(form, field);
        if (number != null && (number < min || number > max)) {
            throw ProblemException.invalid(
                    field, "out-of-range", "应在 " + min + " 到 " + max + " 之间 · From " + min + " to " + max);
        }
        return number;
    }

    private static LocalTime needed(Fields form, String field) {
        LocalTime time = time(form, field);
        if (time == null) {
            throw ProblemException.invalid(field, "time-invalid", "请填写时刻 · A time is needed");
        }
        return time;
    }

    private static @Nullable LocalTime time(Fields form, String field) {
        String text = form.typed(field).strip();
        try {
            return text.isEmpty() ? null : LocalTime.parse(text);
        } catch (DateTimeParseException _) {
            throw ProblemException.invalid(field, "time-invalid", "时间格式不对 · This is no time");
        }
    }
}
