// The same assemblies once more, beside the page: what takes longer than an answer is computed here.
import { dotnet } from './_framework/dotnet.js';

const analyst = (async () => {
  // What the page leaves for later is needed here.
  const withNumerics = ({ resources }) => resources.assembly.push(...(resources.lazyAssembly ?? []).filter(a => /^(MathNet\.|System\.Runtime\.|System\.Security\.)/.test(a.name)));
  const { getAssemblyExports, getConfig } = await dotnet.withModuleConfig({ onConfigLoaded: withNumerics }).create();
  return (await getAssemblyExports(getConfig().mainAssemblyName)).SpineInference.Web.Analyst;
})();

self.onmessage = async ({ data: { asked, kind, patient, about } }) => {
  try {
    self.postMessage({ asked, result: (await analyst).Compute(kind, patient, about) });
  } catch (fault) {
    // The page then computes it by itself, and says what is wrong if something is.
    console.error(fault);
    self.postMessage({ asked });
  }
};
