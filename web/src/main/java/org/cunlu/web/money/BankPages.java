package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.orders.BankDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What the bank tells: its file is read, lines that fit nothing are settled with what nodes brought. */
@Controller(BankPages.BANK)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class BankPages {
    static final String BANK = "/county/bank";
    private static final String VIEW = "money/bank";
    private static final int PIECE = 20;
    /** From which one chooses; who has more brought at once types the number of the slip. */
    private static final int CHOICES = 100;

    private final Desk desk;
    private final BankDesk bank;
    private final SecondFactor secondFactor;
    private final Network network;
    private final Parties parties;

    BankPages(Desk desk, BankDesk bank, SecondFactor secondFactor, Network network, Parties parties) {
        this.desk = desk;
        this.bank = bank;
        this.secondFactor = secondFactor;
        this.network = network;
        this.parties = parties;
    }

    @Get
    HttpResponse<?> lines(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 64) String cursor) {
        return desk.show(request, view(caller, cursor));
    }

    /** Reads a file and says at once what came of it. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> read(
            HttpRequest<?> request, Caller caller, @Nullable String factor, @Nullable CompletedFileUpload file) {
        var upload = Upload.of(file, Fields.FACTOR, factor);
        return desk.act(request, view(caller, null), upload.again(), () -> {
            String csv = new String(upload.demanded(), StandardCharsets.UTF_8);
            if (csv.length() > BankDesk.CHARACTERS_MAX) {
                throw ProblemException.invalid("file", "file-too-big", "文件太大，请分成几份 · Too big; split it");
            }
            sign(request, caller, upload.fields());
            var report = bank.read(caller, csv);
            var facts = new HashMap<>(view(caller, null).facts().get());
            facts.put("report", report);
            return desk.show(request, BANK, VIEW, facts);
        });
    }

    /** Says which remittance an unmatched line is. */
    @Post("/{serial}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> settle(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 64) String serial,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, null), form, "money.note.settled", () -> {
            String remittance = form.typed("remittance").strip();
            if (remittance.isEmpty()) {
                throw ProblemException.invalid("remittance", "remittance-missing", "请选择缴存单 · Choose what was brought");
            }
            sign(request, caller, form);
            bank.settle(caller, serial, remittance);
        });
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form) {
        secondFactor.use(
                caller.accountId(), form.optional(Fields.FACTOR), BankDesk.LINES, form.fingerprint(request.getPath()));
    }

    private Desk.View view(Caller caller, @Nullable String cursor) {
        return new Desk.View(BANK, VIEW, () -> {
            var page = bank.unmatched(caller, cursor, PIECE);
            var brought = bank.brought(caller, null, CHOICES);
            var facts = new HashMap<String, Object>();
            facts.put("lines", page.items());
            facts.put("cursor", page.next());
            facts.put("brought", brought.items());
            facts.put("more", brought.next() != null);
            facts.put("report", null);
            var nodes = new HashMap<String, String>();
            brought.items().forEach(each -> nodes.put(each.node(), each.node()));
            network.nodes(nodes.keySet()).forEach((code, node) -> nodes.put(code, node.name()));
            facts.put("nodes", nodes);
            facts.put(
                    "people",
                    parties.people(brought.items().stream()
                            .map(BankDesk.Brought::broughtBy)
                            .toList()));
            return facts;
        });
    }
}
