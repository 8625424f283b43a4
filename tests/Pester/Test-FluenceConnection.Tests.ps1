BeforeAll {
    . $PSScriptRoot/Setup.ps1
    . $PSScriptRoot/Network.ps1

    # A service of generation Cloud that says what each test has it say, by path.
    function Start-TestCloud([hashtable] $Say = @{}) {
        Start-TestServer -With $Say {
            param($request, $with)
            $usual = @{
                '/v3/service/status'   = @{ Body = '{"maintenanceMode":false,"version":"0.15.1"}' }
                '/v3/account'          = @{ Body = '{"id":"fa4e0000-0000-4000-8000-000000000001"}' }
                '/v3/account/balances' = @{ Body = '{"items":[{"featureKey":"compute","balance":"3"}]}' }
            }
            $answer = if ($with[$request.Path]) { $with[$request.Path] } else { $usual[$request.Path] }
            # Without a key the service asks for one, and so shows which generation it is.
            if ($answer) { $answer }
            elseif ($request.Path -eq '/v3/vpcs' -and -not $request.Headers['X-API-KEY']) {
                @{ Status = 401; Body = '{"code":"unauthorized","error":"No Access/Api Key token found"}' }
            }
            else { @{ Body = '{"items":[]}' } }
        }
    }

    # The rows by the name of the check.
    function Get-Check([hashtable] $With) {
        $rows = @{}
        Test-FluenceConnection @With | ForEach-Object { $rows[$_.Check] = $_ }
        $rows
    }

    # The rows about a service that says what the test has it say.
    function Get-CheckOf([hashtable] $Say) {
        $server = Start-TestCloud $Say
        try { Get-Check @{ Endpoint = $server.Uri; ApiKey = $Canary } } finally { Stop-TestServer $server }
    }

    $forbidden = @{ Status = 403; Body = '{"code":"forbidden","error":"Not allowed to call this endpoint"}' }
}

Describe 'Test-FluenceConnection' {
    AfterEach { Disconnect-Fluence }

    It 'finds nothing wrong with the emulator' {
        $rows = Test-FluenceConnection -Emulator
        $rows.Check | Should -Be Dns, Proxy, Tls, Service, Clock, Maintenance, Generation, Key, Permissions, Balance
        $rows | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
        ($rows | Where-Object Check -EQ Permissions).Passed | Should -BeTrue
        $rows | Where-Object Advice | Should -BeNullOrEmpty
    }

    It 'checks the current connection, and the one that is given' {
        $context = Connect-Fluence -Emulator -ApiVersion MarketV3
        (Test-FluenceConnection | Where-Object Check -EQ Generation).Detail | Should -BeLike 'MarketV3*'
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
        ($context | Test-FluenceConnection | Where-Object Check -EQ Generation).Detail | Should -BeLike 'MarketV3*'
        (Test-FluenceConnection | Where-Object Check -EQ Generation).Detail | Should -BeLike 'Cloud*'
    }

    It 'tells of nothing that cannot be known from the marketplace' {
        $rows = Get-Check @{ Emulator = $true; ApiVersion = 'MarketV3' }
        $rows.Key.Passed | Should -BeTrue
        $rows.Permissions.Passed, $rows.Balance.Passed | Should -Be $null, $null
    }

    It 'changes nothing, and shows no key' {
        $server = Start-TestCloud
        try {
            $text = Test-FluenceConnection -Endpoint $server.Uri -ApiKey $Canary -Verbose *>&1 | Out-String
            $server.Requests.Method | Sort-Object -Unique | Should -Be GET
            $text | Should -Match 'GET /v3/account'
            $text | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Stop-TestServer $server }
    }

    It 'makes no connection, and leaves the current one' {
        Test-FluenceConnection -Emulator | Should -Not -BeNullOrEmpty
        Get-FluenceContext | Should -BeNullOrEmpty
    }

    It 'Key: fails for a wrong key, and what needs the key is unknown' {
        $emulator = Start-VmEmulator
        try {
            $rows = Get-Check @{ Endpoint = $emulator.Uri; ApiKey = $Canary }
            $rows.Key.Passed | Should -BeFalse
            $rows.Key.Detail | Should -BeLike '*401*'
            $rows.Key.Advice | Should -BeLike '*Settings, API Keys*'
            $rows.Permissions.Passed, $rows.Balance.Passed | Should -Be $null, $null
            $rows.Values | Out-String | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Stop-VmEmulator $emulator }
    }

    It 'Key: fails for a key that the marketplace does not know' {
        $server = Start-TestServer { @{ Status = 403; Body = '{"error":"Auth failed. No such API Key"}' } }
        try {
            $rows = Get-Check @{ Endpoint = $server.Uri; ApiKey = $Canary; ApiVersion = 'MarketV3' }
            $rows.Key.Passed | Should -BeFalse
            $rows.Key.Detail | Should -BeLike '*No such API Key*'
        }
        finally { Stop-TestServer $server }
    }

    It 'Key: fails where there is none, and the rest of the way is checked all the same' {
        $server = Start-TestCloud
        try {
            $rows = Get-Check @{ Endpoint = $server.Uri }
            $rows.Key.Passed | Should -BeFalse
            $rows.Key.Detail | Should -Be 'No API key was given.'
            $rows.Service.Passed, $rows.Generation.Passed | Should -Be $true, $true
        }
        finally { Stop-TestServer $server }
    }

    It 'Key: is unknown if the service has other troubles' {
        $rows = Get-CheckOf @{ '/v3/account' = @{ Status = 503; Body = '{"error":"later"}' } }
        $rows.Key.Passed | Should -Be $null
        $rows.Key.Detail | Should -BeLike '*503*later*'
    }

    It 'Permissions: fails for a key that lacks one, and names the cmdlets that need it' {
        $emulator = Start-VmEmulator
        try {
            $body = '{"name":"only-look","scopes":["vms:read","account:read"],"expiresAt":"2099-01-01T00:00:00Z"}'
            $made = Invoke-RestMethod "$($emulator.Uri)v3/api-keys" -Method Post -Body $body -ContentType application/json -Headers @{
                'X-API-KEY' = $emulator.ApiKey
            }
            $rows = Get-Check @{ Endpoint = $emulator.Uri; ApiKey = $made.value }
            $rows.Key.Passed | Should -BeTrue
            $rows.Permissions.Passed | Should -BeFalse
            $rows.Permissions.Detail | Should -BeLike '*storage:read (*Get-FluenceVm*'
            $rows.Permissions.Detail | Should -Not -BeLike '*vms:read*'
            $rows.Permissions.Advice | Should -BeLike '*only meant to look*'
        }
        finally { Stop-VmEmulator $emulator }
    }

    It 'Permissions: is unknown if the service does not say what may be changed' {
        $rows = Get-CheckOf @{ }
        $rows.Permissions.Passed | Should -Be $null
        $rows.Permissions.Detail | Should -BeLike '*vms:write*'
    }

    It 'Balance: fails for an account without money, and is unknown if the key may not read it' {
        $rows = Get-CheckOf @{ '/v3/account/balances' = @{ Body = '{"items":[{"featureKey":"compute","balance":"0"}]}' } }
        $rows.Balance.Passed | Should -BeFalse
        $rows.Balance.Detail | Should -Be '0 USD (compute)'
        $rows.Balance.Advice | Should -BeLike '*Top*'
        $rows = Get-CheckOf @{ '/v3/account' = $forbidden; '/v3/account/balances' = $forbidden }
        $rows.Key.Passed, $rows.Balance.Passed | Should -Be $true, $null
        $rows.Balance.Detail | Should -BeLike '*account:read*'
    }

    It 'Maintenance: fails while the service is being worked on' {
        $rows = Get-CheckOf @{ '/v3/service/status' = @{ Body = '{"maintenanceMode":true,"version":"0.15.1"}' } }
        $rows.Maintenance.Passed | Should -BeFalse
        $rows.Maintenance.Advice | Should -BeLike '*later*'
        $rows.Key.Passed | Should -BeTrue
    }

    It 'Clock: fails for a clock that is an hour off, either way' -ForEach @(
        @{ Hours = 1; Says = '*60 minutes behind*' }
        @{ Hours = -1; Says = '*60 minutes ahead of*' }
    ) {
        $answer = @{
            Body = '{"maintenanceMode":false}'
            Headers = @{ Date = [DateTime]::UtcNow.AddHours($Hours).ToString('r') }
        }
        $rows = Get-CheckOf @{ '/v3/service/status' = $answer }
        $rows.Clock.Passed | Should -BeFalse
        $rows.Clock.Detail | Should -BeLike $Says
        (Get-CheckOf @{ '/v3/service/status' = @{ Body = '{}' } }).Clock.Passed | Should -BeTrue
    }

    It 'Service: fails for one that is out of order, and the rest is unknown' {
        $rows = Get-CheckOf @{ '/v3/service/status' = @{ Status = 502; Body = '<html>Bad Gateway</html>' } }
        $rows.Service.Passed | Should -BeFalse
        $rows.Service.Detail | Should -BeLike '*502*'
        foreach ($check in 'Clock', 'Maintenance', 'Generation', 'Key', 'Permissions', 'Balance') {
            $rows[$check].Passed | Should -Be $null
        }
    }

    It 'Generation: fails for one that the service does not have' {
        $server = Start-TestServer { @{ Status = 404; Body = '{"error":"no such route"}' } }
        try {
            $rows = Get-Check @{ Endpoint = $server.Uri; ApiKey = $Canary; ApiVersion = 'MarketV3' }
            $rows.Generation.Passed | Should -BeFalse
            $rows.Generation.Advice | Should -BeLike '*without -ApiVersion*'
            $rows.Key.Passed | Should -Be $null
            (Get-Check @{ Endpoint = $server.Uri; ApiKey = $Canary }).Generation.Passed | Should -BeFalse
        }
        finally { Stop-TestServer $server }
    }

    It 'Dns: fails for a name that does not exist' {
        $rows = Get-Check @{ Endpoint = 'https://no-such-host.invalid/'; ApiKey = $Canary }
        $rows.Dns.Passed, $rows.Service.Passed | Should -Be $false, $false
        $rows.Dns.Detail | Should -BeLike '*no-such-host.invalid*'
        $rows.Tls.Passed, $rows.Key.Passed | Should -Be $null, $null
    }

    It 'Tls: fails for a certificate that <Is>' -ForEach @(
        @{ Is = 'has expired'; From = -800; Until = -400; Says = '*has expired*fake-service*'; Advice = '*date*' }
        @{ Is = 'is not valid yet'; From = 400; Until = 800; Says = "*isn't valid yet*"; Advice = '*date*' }
        @{ Is = 'belongs to another address'; From = -1; Until = 1; Says = '*another address*'; Advice = '*your key*' }
    ) {
        $now = [DateTimeOffset]::UtcNow
        $server = Start-TestTlsServer (Get-TestCertificate $now.AddDays($From) $now.AddDays($Until))
        try {
            $rows = Get-Check @{ Endpoint = "https://127.0.0.1:$($server.Port)/"; ApiKey = $Canary }
            $rows.Tls.Passed | Should -BeFalse
            $rows.Tls.Detail | Should -BeLike $Says
            $rows.Tls.Advice | Should -BeLike $Advice
            $rows.Service.Passed, $rows.Key.Passed | Should -Be $false, $null
        }
        finally { Stop-TestSocket $server }
    }

    It 'Proxy: fails for one that asks for a password, without showing the one that it got' `
        -Tag 'Windows PowerShell takes its proxy from the settings of the system' -Skip:($PSEdition -eq 'Desktop') {
        # Windows PowerShell takes its proxy from the system's settings, not from the environment.
        $proxy = Start-TestProxy 407
        $env:HTTPS_PROXY = "http://user:$Canary@127.0.0.1:$($proxy.Port)"
        try {
            $text = Invoke-FreshShell 'Test-FluenceConnection -Endpoint https://service.invalid/ -ApiKey fake | ConvertTo-Json'
            $rows = $text | ConvertFrom-Json | Group-Object Check -AsHashTable
            $rows.Proxy.Passed, $rows.Tls.Passed, $rows.Service.Passed | Should -Be $false, $null, $false
            $rows.Proxy.Detail | Should -BeLike 'The proxy on the way to service.invalid refused*407*'
            $rows.Proxy.Advice | Should -BeLike '*HTTPS_PROXY*'
            $text | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Remove-Item Env:HTTPS_PROXY; Stop-TestSocket $proxy }
    }

    It 'Address: fails for http to another machine' {
        $rows = @(Test-FluenceConnection -Endpoint 'http://api.example.com' -ApiKey $Canary)
        $rows.Count | Should -Be 1
        $rows[0].Check, $rows[0].Passed | Should -Be 'Address', $false
        $rows[0].Detail | Should -BeLike '*https*'
    }

    It 'Address: fails for a variable that holds none' {
        $env:FLUENCE_ENDPOINT = 'nowhere'
        try { (Test-FluenceConnection -ApiKey $Canary).Passed | Should -BeFalse } finally { Remove-Item Env:FLUENCE_ENDPOINT }
    }
}
