using SpineInference.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSpineInference();
WebApplication app = builder.Build();
app.MapSpineInference();
app.Run();
