package org.cunlu.orders.invoicing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.invoicing.InvoiceTable.State;
import org.cunlu.orders.invoicing.InvoiceTable.Wanted;

/** Invoices of one's own orders, and their data for the tax platform. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class InvoiceController {
    private final Invoicing invoicing;

    InvoiceController(Invoicing invoicing) {
        this.invoicing = invoicing;
    }

    /** @param title name of a person or firm @param taxNumber of a firm; absent for a person */
    @Serdeable
    record Asking(
            @NotBlank @Size(max = 100) String title,
            @Nullable @Size(max = 18) String taxNumber) {
        @Override
        public String toString() {
            return "Asking[]";
        }
    }

    @Serdeable
    record View(
            String orderId,
            String title,
            @Nullable String taxNumber,
            State state,
            Instant askedAt,
            @Nullable Instant exportedAt) {
        static View of(Wanted wanted) {
            return new View(
                    wanted.orderId(),
                    wanted.title(),
                    wanted.taxNumber(),
                    wanted.state(),
                    wanted.askedAt(),
                    wanted.exportedAt());
        }

        @Override
        public String toString() {
            return "View[" + orderId + "]";
        }
    }

    /** Says to whom an order is to be invoiced; until it is handed over it may be said anew. */
    @Put("/shop/orders/{orderId}/invoice")
    @Secured("CONSUMER")
    @Tag(name = "shop")
    View ask(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String orderId,
            @Body @Valid Asking asking) {
        return View.of(invoicing.ask(caller, orderId, asking.title(), asking.taxNumber()));
    }

    @Get("/shop/orders/{orderId}/invoice")
    @Secured("CONSUMER")
    @Tag(name = "shop")
    View one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String orderId) {
        return View.of(invoicing.one(caller, orderId));
    }

    /** What is to be invoiced of delivered orders, each once, as a file for the tax platform. */
    @Post(value = "/county/settlement/invoices", produces = "text/csv")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.invoices")
    @Tag(name = "county")
    HttpResponse<byte[]> file(@Parameter(hidden = true) Caller caller) {
        return HttpResponse.ok(invoicing.file(caller))
                .header("Content-Disposition", "attachment; filename=\"invoices.csv\"")
                .header("Cache-Control", "no-store");
    }
}
