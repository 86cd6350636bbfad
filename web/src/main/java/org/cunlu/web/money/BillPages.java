package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.BillDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** Bills of payment gateways: fetched, or brought as a file; what differs is a ticket in the queue of money tickets. */
@Controller(BillPages.BILLS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class BillPages {
    static final String BILLS = "/county/bills";
    private static final int PIECE = 30;

    private final Desk desk;
    private final BillDesk bills;
    private final SecondFactor secondFactor;
    private final Parties parties;
    private final WallTime time;

    BillPages(Desk desk, BillDesk bills, SecondFactor secondFactor, Parties parties, WallTime time) {
        this.desk = desk;
        this.bills = bills;
        this.secondFactor = secondFactor;
        this.parties = parties;
        this.time = time;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(caller, cursor));
    }

    /** Has it come from the gateway. */
    @Post("/fetch")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> fetch(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, null), form, () -> {
            var bill = bills.fetch(caller, gateway(form), Typed.day(form, "day"));
            return desk.onward(request, BILLS, note(bill));
        });
    }

    /** Takes it as a file. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> take(
            HttpRequest<?> request,
            Caller caller,
            @Nullable String gateway,
            @Nullable String day,
            @Nullable String factor,
            @Nullable CompletedFileUpload file) {
        var upload = Upload.of(file, "gateway", gateway, "day", day, Fields.FACTOR, factor);
        Fields form = upload.fields();
        return desk.act(request, view(caller, null), upload.again(), () -> {
            byte[] content = upload.demanded();
            var on = Typed.day(form, "day");
            String from = gateway(form);
            secondFactor.use(
                    caller.accountId(),
                    form.optional(Fields.FACTOR),
                    BillDesk.LOAD,
                    form.fingerprint(request.getPath()));
            return desk.onward(request, BILLS, note(bills.take(caller, from, on, content)));
        });
    }

    private String gateway(Fields form) {
        String gateway = form.typed("gateway");
        if (!bills.gateways().contains(gateway)) {
            throw ProblemException.invalid("gateway", "gateway-unknown", "请选择支付通道 · Choose a gateway");
        }
        return gateway;
    }

    private static String note(BillDesk.Bill bill) {
        return bill.differences() == 0 ? "money.note.bill-equal" : "money.note.bill-differs";
    }

    private Desk.View view(Caller caller, @Nullable String cursor) {
        return new Desk.View(BILLS, "money/bills", () -> {
            var page = bills.bills(caller, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("bills", page.items());
            facts.put("cursor", page.next());
            facts.put("gateways", bills.gateways());
            facts.put(
                    "people",
                    parties.people(
                            page.items().stream().map(BillDesk.Bill::loadedBy).toList()));
            facts.put("yesterday", CountyTime.date(time.now()).minusDays(1));
            return facts;
        });
    }
}
