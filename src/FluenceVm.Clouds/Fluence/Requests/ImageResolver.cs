using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>Finds the address of an image that a user names by slug, name, id or address.</summary>
public static class ImageResolver
{
    /// <summary>The image's address.</summary>
    /// <param name="client">Lists the images, where the text is not an address.</param>
    /// <param name="image">A slug, a name, an id or a URL.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no such image, there are several, or the URL can't be one of an image.</exception>
    public static async Task<string> ResolveAsync(IFluenceClient client, string image, CancellationToken cancellationToken)
    {
        _ = client ?? throw new ArgumentNullException(nameof(client));
        if ((image ?? throw new ArgumentNullException(nameof(image))).IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            VmRules.CheckImageUrl(image);
            return image;
        }
        var images = await client.ListImagesAsync(cancellationToken);
        var url = Find(images, image).DownloadUrl ?? throw Fault.Argument(nameof(Messages.ImageWithoutUrl), image);
        VmRules.CheckImageUrl(url);
        return url;
    }

    /// <summary>The image that a slug, an id or a name means.</summary>
    /// <param name="images">The images that there are.</param>
    /// <param name="image">The text.</param>
    /// <exception cref="ArgumentException">There is no such image, or there are several.</exception>
    public static VmImage Find(IReadOnlyList<VmImage> images, string image) =>
        Find(images, image, each => each.Slug) ?? Find(images, image, each => each.Id) ?? Find(images, image, each => each.Name)
            ?? throw Fault.Argument(nameof(Messages.ImageUnknown), image, string.Join(", ", images.Select(each => each.ToString())));

    private static VmImage? Find(IReadOnlyList<VmImage> images, string text, Func<VmImage, string?> by)
    {
        var found = images.Where(image => string.Equals(by(image), text, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length <= 1 ? found.FirstOrDefault() : throw Fault.Argument(
            nameof(Messages.ImageAmbiguous), text, found.Length, string.Join(", ", found.Select(image => image.ToString())));
    }
}
