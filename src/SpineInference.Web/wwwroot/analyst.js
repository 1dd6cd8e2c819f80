// The same assemblies once more, beside the page: what takes longer than an answer is computed here.
import { dotnet } from './_framework/dotnet.js';

// The first message says which of the assemblies that the page leaves for later are needed here.
let begin;
const needed = new Promise(resolve => { begin = resolve; });

const analyst = needed.then(async pattern => {
  const withNeeded = ({ resources }) => resources.assembly.push(...(resources.lazyAssembly ?? []).filter(a => pattern.test(a.name)));
  const { getAssemblyExports, getConfig } = await dotnet.withModuleConfig({ onConfigLoaded: withNeeded }).create();
  return (await getAssemblyExports(getConfig().mainAssemblyName)).SpineInference.Web.Analyst;
});

self.onmessage = async ({ data }) => {
  if (data.needed) {
    begin(data.needed);
    return;
  }

  const { asked, kind, patient, about } = data;
  try {
    self.postMessage({ asked, result: (await analyst).Compute(kind, patient, about) });
  } catch (fault) {
    // The page then computes it by itself, and says what is wrong if something is.
    console.error(fault);
    self.postMessage({ asked });
  }
};
