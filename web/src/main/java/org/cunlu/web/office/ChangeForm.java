package org.cunlu.web.office;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.orders.Destination;
import org.cunlu.orders.OrderChanges;
import org.cunlu.orders.OrderChanges.Card;
import org.cunlu.orders.OrderChanges.Wanted;
import org.cunlu.orders.OrderLine;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** What the form of an order's change says; what is left empty stays as it is. */
@Singleton
class ChangeForm {
    private static final int NAMED_MAX = 5;
    private static final int PLACE_MAX = 40;
    private static final int NAME_MAX = 60;
    private static final int PHONE_MAX = 30;
    private static final int ADDRESS_MAX = 200;

    private final Network network;

    ChangeForm(Network network) {
        this.network = network;
    }

    /** @throws ProblemException 400 with the field that is to blame; {@code nothing-changes} */
    Wanted wanted(Card card, Fields form, @Nullable Long quoted) {
        List<Wanted.Line> quantities = quantities(card, form);
        Destination elsewhere = elsewhere(form);
        Recipient recipient = recipient(form);
        if (quantities.isEmpty() && elsewhere == null && recipient == null) {
            throw ProblemException.of(
                    400,
                    "nothing-changes",
                    "还没有改动 · Nothing is changed yet",
                    "请改数量、去处或收货人 · Change pieces, place or recipient");
        }
        Destination destination = elsewhere == null ? card.stays() : elsewhere;
        if (destination == null) {
            throw ProblemException.invalid(
                    "village",
                    "destination-invalid",
                    "原站点已不服务任何村，请选新的去处 · Its station serves no village: say where to");
        }
        return new Wanted(destination, recipient, quantities, quoted, reason(form));
    }

    /** @throws ProblemException 400 {@code malformed} */
    static long quoted(Fields form) {
        return Typed.number(form, "quoted");
    }

    private static List<Wanted.Line> quantities(Card card, Fields form) {
        var quantities = new ArrayList<Wanted.Line>();
        for (OrderLine line : card.lines()) {
            String name = "pieces-" + line.lineNo();
            if (form.typed(name).isBlank()) {
                continue;
            }
            long pieces = Typed.number(form, name);
            if (pieces > OrderChanges.PIECES_MAX) {
                throw ProblemException.invalid(name, "malformed", "件数过大 · Too many pieces");
            }
            if (pieces != line.quantity()) {
                quantities.add(new Wanted.Line(line.lineNo(), (int) pieces));
            }
        }
        return quantities;
    }

    private @Nullable Destination elsewhere(Fields form) {
        String village = form.typed("village").strip();
        String province = text(form, "province", PLACE_MAX);
        String city = text(form, "city", PLACE_MAX);
        boolean outside = !province.isEmpty() || !city.isEmpty();
        if (!village.isEmpty() && outside) {
            throw ProblemException.invalid(
                    "village", "destination-invalid", "县内村与县外只能填一个 · A village, or a place outside");
        }
        if (outside && (province.isEmpty() || city.isEmpty())) {
            throw ProblemException.invalid(
                    province.isEmpty() ? "province" : "city",
                    "destination-invalid",
                    "请填写省份和城市 · Fill in province and city");
        }
        return outside ? Destination.outside(province, city) : village.isEmpty() ? null : village(village);
    }

    private Destination village(String typed) {
        List<Network.Village> found = network.villages(typed, NAMED_MAX + 1);
        List<Network.Village> exact = found.stream()
                .filter(each -> each.code().equals(typed) || each.name().equals(typed))
                .toList();
        List<Network.Village> meant = exact.size() == 1 ? exact : found;
        if (meant.isEmpty()) {
            throw ProblemException.invalid("village", "village-unknown", "不在服务范围的村 · No village of this network");
        }
        if (meant.size() > 1) {
            String some = meant.stream()
                    .limit(NAMED_MAX)
                    .map(each -> each.townshipName() + " " + each.name() + " " + each.code())
                    .collect(Collectors.joining(", "));
            throw ProblemException.invalid(
                    "village",
                    "village-unclear",
                    "不止一个村符合，请填编码：" + some + " · More than one village fits, fill in the code: " + some);
        }
        return Destination.village(meant.getFirst().code());
    }

    private static @Nullable Recipient recipient(Fields form) {
        String name = text(form, Fields.NAME, NAME_MAX);
        String phone = text(form, Fields.PHONE, PHONE_MAX);
        String address = text(form, "address", ADDRESS_MAX);
        if (name.isEmpty() && phone.isEmpty() && address.isEmpty()) {
            return null;
        }
        if (name.isEmpty() || phone.isEmpty()) {
            throw ProblemException.invalid(
                    name.isEmpty() ? Fields.NAME : Fields.PHONE,
                    "recipient-invalid",
                    "换收货人须填姓名和手机号 · Another recipient needs name and phone");
        }
        return new Recipient(name, phone, address.isEmpty() ? null : address);
    }

    private static String reason(Fields form) {
        String reason = text(form, "reason", OrderChanges.REASON_MAX);
        if (reason.isEmpty()) {
            throw ProblemException.invalid("reason", "reason-missing", "请填写原因 · The reason is missing");
        }
        return reason;
    }

    private static String text(Fields form, String name, int max) {
        String text = form.typed(name).strip();
        if (text.length() > max) {
            throw ProblemException.invalid(name, "too-long", "填写的内容过长 · What was filled in is too long");
        }
        return text;
    }
}
