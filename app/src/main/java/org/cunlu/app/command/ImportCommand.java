package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cunlu.catalog.BrandImport;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.ProductDetails;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.RoadImport;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.VehicleImport;
import org.cunlu.orders.InputLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a county's own files. */
@Command(
        name = "import",
        description =
                "载入本县文件：network、catalog、details、brands、inputs、limits、stock、vehicles 或 roads · Load a county's own file; columns in docs/imports.md")
final class ImportCommand implements Callable<Integer> {
    private static final String ACTOR = "import";

    @Parameters(index = "0", description = "network、catalog、details、brands、inputs、limits、stock、vehicles、roads")
    What what;

    @Parameters(index = "1", description = "CSV 文件（UTF-8）· CSV file")
    Path file;

    @Option(names = "--keep-good", description = "有错也载入正确的行 · load the right rows though others are wrong")
    boolean keepGood;

    @Option(names = "--json", description = "机器读的结果 · for machines")
    boolean json;

    @Spec
    CommandSpec spec;

    /** Kinds of files. */
    enum What {
        NETWORK,
        CATALOG,
        DETAILS,
        BRANDS,
        INPUTS,
        LIMITS,
        STOCK,
        VEHICLES,
        ROADS
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure("读不到文件 " + file + " · The file cannot be read");
        }
        var configuration = Servers.named().orElseThrow(Servers::noneNamed);
        try (ApplicationContext context = Running.quietly(configuration);
                Reader csv = utf8(file)) {
            return print(load(context, csv), spec.commandLine().getOut());
        }
    }

    private ImportReport load(ApplicationContext context, Reader csv) {
        return switch (what) {
            case NETWORK -> context.getBean(NetworkImport.class).network(csv, keepGood, ACTOR);
            case CATALOG -> context.getBean(CatalogImport.class).load(csv, keepGood, ACTOR);
            case DETAILS -> context.getBean(ProductDetails.class).load(csv, keepGood, ACTOR);
            case BRANDS -> context.getBean(BrandImport.class).brands(csv, keepGood, ACTOR);
            case INPUTS -> context.getBean(InputImport.class).registrations(csv, keepGood, ACTOR);
            case LIMITS -> context.getBean(InputLimits.class).limits(csv, keepGood, ACTOR);
            case STOCK -> context.getBean(StockImport.class).stock(csv, keepGood, ACTOR);
            case VEHICLES -> context.getBean(VehicleImport.class).vehicles(csv, keepGood, ACTOR);
            case ROADS -> context.getBean(RoadImport.class).roads(csv, ACTOR);
        };
    }

    /** Rubbish bytes become U+FFFD, which every column refuses, so that the report can name row and column. */
    private static Reader utf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        return new java.io.BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), decoder));
    }

    private int print(ImportReport report, PrintWriter out) throws IOException {
        if (json) {
            out.println(ObjectMapper.getDefault().writeValueAsString(report));
        } else {
            report.faults()
                    .forEach(fault -> out.printf(
                            "行 line %d  %s  %s  %s%n",
                            fault.line(),
                            fault.column() == null ? "-" : fault.column(),
                            fault.code(),
                            fault.message()));
            out.printf(
                    "%d 行 rows：新增 created %d，更新 updated %d，不变 unchanged %d，有错 faulty %d%n",
                    report.rows(),
                    report.created(),
                    report.updated(),
                    report.unchanged(),
                    report.faults().size());
            out.println(ending(report));
        }
        out.flush();
        return report.faults().isEmpty() ? 0 : 1;
    }

    private static String ending(ImportReport report) {
        if (report.applied()) {
            return "已载入 · loaded";
        }
        return report.faults().isEmpty()
                ? "全部已在库，没有改动 · all of it was there already, nothing changed"
                : "没有载入任何一行 · nothing was loaded（--keep-good 可载入正确的行 · loads the good rows）";
    }
}
