using SpineInference.Engine.Formats;

namespace SpineInference.Testing;

/// <summary>Reads bytes by the reader of a format, whatever they begin with.</summary>
internal static class FormatReading
{
    public static NetworkFile Read(NetworkFormat format, byte[] bytes, NetworkReaderOptions options)
    {
        using var stream = new MemoryStream(bytes);
        switch (format)
        {
            case NetworkFormat.Bif:
                return NetworkFiles.ReadAs(NetworkFormat.Bif, stream, "a", options);
            case NetworkFormat.XmlBif:
                return NetworkFiles.ReadAs(NetworkFormat.XmlBif, stream, "a", options);
            case NetworkFormat.Xdsl:
                return NetworkFiles.ReadAs(NetworkFormat.Xdsl, stream, "a", options);
            case NetworkFormat.Hugin:
                return NetworkFiles.ReadAs(NetworkFormat.Hugin, stream, "a", options);
            case NetworkFormat.Netica:
                return NetworkFiles.ReadAs(NetworkFormat.Netica, stream, "a", options);
            case NetworkFormat.Uai:
                return NetworkFiles.ReadAs(NetworkFormat.Uai, stream, "a", options);
            default:
                JsonModel model = JsonModel.Read(stream, "a", options.Limits);
                return new NetworkFile(model.Network, model.Warnings);
        }
    }
}
