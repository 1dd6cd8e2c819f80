using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Microsoft.AspNetCore.Components.WebAssembly.Services;
using SpineInference;
using SpineInference.Web;

WebAssemblyHostBuilder builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
SpineModel model = SpineModel.Default;
builder.Services.AddSingleton(model);
builder.Services.AddSingleton(new Catalogue(model));
builder.Services.AddSingleton(new BedsideSession(model));
builder.Services.AddSingleton<AnalysisDesk>();
builder.Services.AddSingleton<LazyAssemblyLoader>();
builder.Services.AddSingleton<LaterAssemblies>();
builder.Services.AddSingleton<FhirFiles>();
builder.Services.AddSingleton<Rehearsal>();
await builder.Build().RunAsync();
