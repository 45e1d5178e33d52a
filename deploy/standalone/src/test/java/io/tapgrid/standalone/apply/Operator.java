package io.tapgrid.standalone.apply;

import io.tapgrid.admin.Console;
import io.tapgrid.admin.http.AdminServer;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Shards;
import io.tapgrid.gridapi.Board.SaleCard;
import io.tapgrid.gridapi.SaleAdmin;
import io.tapgrid.standalone.data.DataFolder;
import io.tapgrid.standalone.data.Settings;
import io.tapgrid.testkit.InMemoryGrid;
import io.tapgrid.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with a folder of files, a console to apply them to, and a clock that both go by. */
final class Operator implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
    static final SaleId SALE = new SaleId("PHONE-DAY");
    static final String PHONE_DAY = """
            sale: PHONE-DAY
            name: {en: Phone day, zh: 手机日}
            opensAt: +10m
            closesAt: +2h
            reservation: required
            rule: ONE_PER_ITEM
            holdFor: 5m
            payFor: 15m
            items:
              - {sku: PHONE-X, name: {en: Phone X, zh: 手机X}, priceMinor: 199900, currency: CNY, stock: 1000}
            """;

    private static final String KEY = "tgk_a-key-for-tests";

    final SettableClock clock = new SettableClock(START);
    final InMemoryGrid grid = new InMemoryGrid(new Shards(4), clock);
    final List<String> said = new ArrayList<>();
    private final Path folder;
    private final AdminServer console;
    private boolean agrees = true;

    Operator(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(data());
        Files.writeString(data().resolve("api-key"), KEY + "\n");
        this.console = Console.server(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), KEY, grid.admin(), clock)
                .start();
    }

    Path data() {
        return folder.resolve("data");
    }

    int port() {
        return console.port();
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Applies the text as a file; true when it was carried out. What was said begins anew. */
    boolean apply(String yaml) throws Exception {
        return apply(write("sale.yaml", yaml));
    }

    boolean apply(Path file) throws Exception {
        said.clear();
        Settings settings = Settings.of(
                Map.of("TAPGRID_DATA", data().toString(), "TAPGRID_ADMIN_PORT", Integer.toString(console.port())));
        return new ApplyFile(settings, new DataFolder(data()), clock, said::add).apply(file, () -> agrees);
    }

    Operator saysNo() {
        agrees = false;
        return this;
    }

    void wait(Duration time) {
        clock.set(clock.instant().plus(time));
        grid.tick();
    }

    SaleAdmin admin() {
        return grid.admin();
    }

    boolean knows(SaleId sale) {
        return admin().board().sale(sale).isPresent();
    }

    SaleCard card() {
        return admin().board().sale(SALE).orElseThrow();
    }

    @Override
    public void close() {
        console.close();
    }
}
