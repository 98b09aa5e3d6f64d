package io.jenkins.plugins.ackedge.scaleout;

import java.util.*;

final class Storm {
    public static void main(String[] a) {
        StormLog.open();
        if (a[0].equals("only")) {
            List<String> tr = new ArrayList<>();
            System.out.println(OrderStorm.run(Long.parseLong(a[1]), StormMutant.NONE, tr));
            tr.forEach(System.out::println);
            return;
        }
        OrderRecord t = MachineStorm.template();
        boolean orders = a.length > 1 && a[1].equals("o");
        for (StormMutant m : StormMutant.values()) {
            long n = Long.parseLong(a[0]);
            long t0 = System.nanoTime();
            String bad = null;
            long s = 1;
            for (; s <= n && bad == null; s++)
                bad = orders ? OrderStorm.run(s, m, null) : MachineStorm.run(s, m, t, null);
            System.out.println(m + ": " + (bad == null ? "holds" : "seed " + (s - 1) + " " + bad) + " "
                    + (System.nanoTime() - t0) / 1000000 + " ms");
            if (bad != null
                    && (m == StormMutant.NONE || a.length > 2 && m.name().equals(a[2]))) {
                List<String> tr = new ArrayList<>();
                if (orders) OrderStorm.run(s - 1, m, tr);
                else MachineStorm.run(s - 1, m, t, tr);
                tr.forEach(System.out::println);
            }
        }
    }
}
