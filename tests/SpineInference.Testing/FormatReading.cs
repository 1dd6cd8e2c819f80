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
                return BifReader.Read(stream, "a", options);
            case NetworkFormat.XmlBif:
                return XmlBifReader.Read(stream, "a", options);
            case NetworkFormat.Xdsl:
                return XdslReader.Read(stream, "a", options);
            case NetworkFormat.Hugin:
                return HuginReader.Read(stream, "a", options);
            case NetworkFormat.Netica:
                return NeticaReader.Read(stream, "a", options);
            case NetworkFormat.Uai:
                return UaiReader.Read(stream, "a", options);
            default:
                JsonModel model = JsonModel.Read(stream, "a", options.Limits);
                return new NetworkFile(model.Network, model.Warnings);
        }
    }
}
