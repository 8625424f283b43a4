using FluenceVm.Clouds.Http;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Turns an error response into the error that Fluence's users see.</summary>
internal static class FluenceErrors
{
    public static FluenceApiException From(ServiceException error) =>
        new(error.Status, error.ServiceText, error.Method, error.Path, error.Code, error.RetryAfter)
        {
            Body = error.Body,
            IsServicesOwn = error.IsServicesOwn,
        };
}
