package io.jenkins.plugins.ackedge.scaleout;
import java.util.*;
final class Storm {
  public static void main(String[] a) {
    OrderRecord t = MachineStorm.template();
    for (StormMutant m : StormMutant.values()) {
      long n = Long.parseLong(a[0]); long t0=System.nanoTime(); String bad=null; long s=1;
      for (; s<=n && bad==null; s++) bad=MachineStorm.run(s,m,t,null);
      System.out.println(m+": "+(bad==null?"holds":"seed "+(s-1)+" "+bad)+" "+(System.nanoTime()-t0)/1000000+" ms");
      if (bad!=null && (m==StormMutant.NONE||a.length>1&&m.name().equals(a[1]))) { List<String> tr=new ArrayList<>(); MachineStorm.run(s-1,m,t,tr); tr.forEach(System.out::println); }
    }
  }
}
