using System.Text;
using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Disks;

/// <summary>What a boot disk is made from: an image of the catalogue, or one from anywhere.</summary>
internal sealed class ImageSource
{
    private const int MostUrlBytes = 16_384;
    private const string Bios = "BIOS";
    private static readonly string[] Endings = [".qcow2", ".img", ".raw", ".raw.xz", ".raw.gz", ".img.xz", ".img.gz"];

    /// <summary>The image of the catalogue; null for one from elsewhere.</summary>
    public Guid? ImageId { get; set; }

    public string Url { get; set; } = string.Empty;

    public string BootMode { get; set; } = Bios;

    /// <summary>The image that a draft starts from if its order names none.</summary>
    public static ImageSource Default => Of(Images.All[0]);

    public static ImageSource Of(Image image) => new() { ImageId = CloudCatalogue.ImageId(image), Url = image.DownloadUrl };

    /// <summary>Reads a source; null if it is left out.</summary>
    /// <exception cref="CloudRefusal">400 or 404: it isn't one, or there is no such image.</exception>
    public static ImageSource? Read(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var source))
        {
            return null;
        }
        BodyShape.Of("type!", "imageId", "url", "bootMode").Check(source);
        return CloudJson.Word(source, "type", "catalog", "http") == "catalog" ? FromCatalogue(source) : FromUrl(source);
    }

    private static ImageSource FromCatalogue(JsonElement source)
    {
        BodyShape.Of("type!", "imageId!").Check(source);
        var id = CloudJson.Required(CloudJson.Id(source, "imageId"));
        return Of(CloudCatalogue.Image(id) ?? throw CloudRefusal.NotFound("Image", id));
    }

    private static ImageSource FromUrl(JsonElement source)
    {
        BodyShape.Of("type!", "url!", "bootMode!").Check(source);
        var url = CloudJson.Text(source, "url")!;
        var isUsable = Encoding.UTF8.GetByteCount(url) <= MostUrlBytes
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.AbsoluteUri == url
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            && Endings.Any(ending => uri.AbsolutePath.EndsWith(ending, StringComparison.Ordinal));
        if (!isUsable)
        {
            throw CloudRefusal.Field("url", "expected a canonical https address of an image, without credentials and fragment");
        }
        return new ImageSource { Url = url, BootMode = CloudJson.Word(source, "bootMode", Bios, "EFI")! };
    }
}
