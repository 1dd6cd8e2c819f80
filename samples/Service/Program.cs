using Microsoft.Extensions.FileProviders;
using SpineInference.AspNetCore;

// The service, on its own: dotnet run --project samples/Service
// It listens to this machine alone and asks nobody who he is. In front of patients' data put TLS and RequireAuthorization.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSpineInference(options => options.ModelPath = builder.Configuration["SpineInference:Model"]);
builder.Services.Configure<SpineInferenceEndpointOptions>(options =>
    options.RequestsPerSecond = builder.Configuration.GetValue<int?>("SpineInference:RequestsPerSecond") ?? options.RequestsPerSecond);

WebApplication app = builder.Build();

// The page of SpineInference.Web, published (dotnet publish src/SpineInference.Web -o PAGE), beside the service: --page PAGE/wwwroot.
// It computes in the browser and asks this service nothing.
if (builder.Configuration["page"] is { Length: > 0 } page)
{
    var files = new PhysicalFileProvider(Path.GetFullPath(page));
    app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
    app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true });
}

app.MapSpineInference();
app.Run();
