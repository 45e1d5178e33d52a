package io.tapgrid.standalone.start;

import io.tapgrid.standalone.data.Settings;

/** What a start prints when shoppers can be served. */
final class Addresses {
    private Addresses() {}

    static void print(Settings settings) {
        Settings.Ports ports = settings.ports();
        System.out.println("ready");
        System.out.println("  shoppers   http://127.0.0.1:" + ports.http() + "/");
        System.out.println("  console    http://127.0.0.1:" + ports.admin() + "/");
        System.out.println("  grid SQL   jdbc:ignite:thin://127.0.0.1:" + ports.sql() + "   (./tapgrid sql)");
        System.out.println("  health     http://127.0.0.1:" + ports.webManagement(1) + "/health/readiness");
        System.out.println("  metrics    http://127.0.0.1:" + ports.webManagement(1) + "/prometheus");
        if (settings.devLogin()) {
            System.out.println(
                    "anybody may log in as anybody (POST /dev/login); TAPGRID_WEB_DEV_LOGIN=false ends that");
        }
        System.out.flush();
    }
}
