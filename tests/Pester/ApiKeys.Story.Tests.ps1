BeforeAll { . $PSScriptRoot/Setup.ps1 }

# A key for each job, with no more than the job needs and no longer than it lasts.
Describe 'API keys' {
    BeforeEach {
        $emulator = Connect-TestCloud
        function Read-Value($Key) { [Net.NetworkCredential]::new('', $Key.Value).Password }
        function Connect-With($Key) { Connect-Fluence -ApiKey $Key.Value -Endpoint $emulator.Uri -ApiVersion Cloud }
    }
    AfterEach { Disconnect-TestEmulator }

    It 'are made for a job, do it, and are removed' {
        $key = New-FluenceApiKey watcher vms:read 30d
        $key | Should -BeOfType FluenceVm.Model.FluenceApiKey
        $key.Permissions | Should -Be 'vms:read'
        ($key.ExpiresAt - $key.CreatedAt).TotalDays | Should -BeGreaterThan 29.9
        $watcher = Connect-With $key
        @(Get-FluenceVm -Connection $watcher -WarningAction SilentlyContinue).Count | Should -BeGreaterThan 0
        { New-FluenceApiKey more vms:read 1d -Connection $watcher -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,*'
        { Get-FluenceApiKey -Connection $watcher -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,*'

        $null = Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri -ApiVersion Cloud
        (Get-FluenceApiKey watch*).Id | Should -Be $key.Id
        (Remove-FluenceApiKey watcher -Confirm:$false -PassThru).Id | Should -Be $key.Id
        Get-FluenceApiKey watch* | Should -BeNullOrEmpty
        { Get-FluenceVm -Connection $watcher } | Should -Throw -ErrorId 'NotAuthenticated,*'
    }

    It 'open nothing after their end' {
        $watcher = Connect-With (New-FluenceApiKey watcher vms:read 1h)
        $null = Connect-Fluence -ApiKey $emulator.ApiKey -Endpoint $emulator.Uri -ApiVersion Cloud
        Step-VmEmulator 2h
        { Get-FluenceVm -Connection $watcher } | Should -Throw -ErrorId 'NotAuthenticated,*'
        (Get-FluenceApiKey watcher).ExpiresAt | Should -BeLessThan (Get-VmEmulator).Now
        { New-FluenceApiKey never vms:read 0d -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyValidity,*'
    }

    It 'show their value once, as a secure string, and nowhere else' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $said = Invoke-FreshShell @"
Start-Transcript '$transcript' | Out-Null
`$DebugPreference = 'Continue'
`$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
`$key = New-FluenceApiKey watcher vms:read 30d -Verbose -Debug -Confirm:`$false
`$key, (Get-FluenceApiKey watcher -Verbose) | ForEach-Object {
    "`$_"; `$_ | Format-Table; `$_ | Format-List *; `$_ | ConvertTo-Json -Depth 4; `$_ | ConvertTo-Csv; `$_ | Out-String
}
`$key | Export-Clixml '$TestDrive/key.xml'
`$key | Remove-FluenceApiKey -WhatIf
`$key | Remove-FluenceApiKey -Verbose -Debug -Confirm:`$false
try { `$key | Get-FluenceApiKey -ErrorAction Stop } catch { `$_ | Format-List * -Force; "`$(`$_.Exception)" }
Get-FluenceContext -Diagnostics | Format-List *
Stop-Transcript | Out-Null
"@
        $said | Should -Match 'POST /v3/api-keys: 201'
        $said | Should -Match 'System\.Security\.SecureString'
        foreach ($text in $said, (Get-Content $transcript -Raw), (Get-Content $TestDrive/key.xml -Raw)) {
            # What the emulator's keys begin with; the account's own is shown by nothing either.
            ($text -replace '\s') | Should -Not -Match 'emulator-key-not-a-secret-'
        }
        Get-ChildItem $env:FLUENCEVM_HOME -Recurse -File -ErrorAction Ignore |
            ForEach-Object { [IO.File]::ReadAllText($_.FullName) } |
            Should -Not -Match 'emulator-key-not-a-secret-'
        $key = New-FluenceApiKey watcher vms:read 30d
        Read-Value $key | Should -Match '^emulator-key-not-a-secret-'
        (Get-FluenceApiKey watcher).Value | Should -BeNullOrEmpty
    }

    It 'can be allowed what the account may do, by name or wildcard, and nothing else' {
        $readers = (New-FluenceApiKey reader '*:read' 1d).Permissions
        $readers | Should -Contain 'public_ip:read'
        $readers | Should -Not -Match ':write$'
        (New-FluenceApiKey vms 'VMS:*, vm:list' 1d).Permissions | Should -Be 'vm:list', 'vms:read', 'vms:write'
        $before = @(Get-Request ApiKeys POST).Count
        { New-FluenceApiKey wrong vm:red 1d -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,*'
        { New-FluenceApiKey wrong admin:vms:read 1d -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionNotFound,*'
        { New-FluenceApiKey 'Not Good' vms:read 1d -ErrorAction Stop } | Should -Throw -ErrorId 'CloudNameInvalid,*'
        @(Get-Request ApiKeys POST).Count | Should -Be $before

        # A key can't give on what it hasn't, and one that may not read the account can't know what a wildcard means.
        $narrow = Connect-LimitedCloud $emulator api_key:create, vms:read
        { New-FluenceApiKey wide vms:write 1d -Connection $narrow -ErrorAction Stop } | Should -Throw '*only give on the permissions*'
        { New-FluenceApiKey wide 'vms:*' 1d -Connection $narrow -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionsUnknown,*'
        (New-FluenceApiKey same vms:read 1d -Connection $narrow).Permissions | Should -Be 'vms:read'
    }

    It 'come from a table, each row for itself' {
        $rows = 'Name,Permission,ValidFor', 'ci,"vms:read,vms:write",7d', 'Bad Name,vms:read,7d', 'shop,vms:read,soon', 'all,billing:*,1d'
        $keys = $rows | ConvertFrom-Csv | New-FluenceApiKey -ErrorVariable wrong @Quiet
        $keys.Name | Should -Be 'ci', 'all'
        $wrong.FullyQualifiedErrorId | Should -Contain 'CloudNameInvalid,FluenceVm.Cmdlets.NewFluenceApiKeyCommand'
        $wrong.Count | Should -Be 2
    }

    It 'whose response is lost are called unknown, sent once, and can be found and removed' -ForEach 'DropBefore', 'DropAfter', 'Half' {
        Set-VmEmulatorFault ApiKeys $_ -Nth 1
        $failure = { New-FluenceApiKey lost vms:read 1d -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyUnknown,*' -PassThru
        "$failure" | Should -BeLike "*unknown whether API key 'lost' was made*Get-FluenceApiKey 'lost'*another name*"
        $failure.TargetObject | Should -Be 'lost'
        @(Get-Request ApiKeys POST).Count | Should -Be 1
        Clear-VmEmulatorFault
        $left = @(Get-FluenceApiKey | Where-Object Name -eq lost)
        $left.Count | Should -Be ([int]($_ -ne 'DropBefore'))
        $left | Remove-FluenceApiKey -Confirm:$false
        Get-FluenceApiKey los* | Should -BeNullOrEmpty
    }

    It 'that were made while the command was stopped are named, with the way to remove them' {
        $said = Invoke-FreshShell @'
            $emulator = Start-VmEmulator
            Set-VmEmulatorFault ApiKeys Delay -DelaySec 2
            $runspace = [runspacefactory]::CreateRunspace($Host)
            $runspace.Open()
            $shell = [powershell]::Create()
            $shell.Runspace = $runspace
            $null = $shell.AddScript({
                param($emulator, $module)
                Import-Module $module
                $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion Cloud
                New-FluenceApiKey stopped vms:read 1d
            }).AddArgument($emulator).AddArgument($env:FLUENCEVM_MODULE).BeginInvoke()
            while ((Get-VmEmulator).Faults[0].Struck -eq 0) { }
            $shell.Stop()
            Clear-VmEmulatorFault
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion Cloud
            "left: $((Get-FluenceApiKey stopped).Id)"
'@
        $said = $said -replace '\s+', ' '
        $said | Should -Match 'API key stopped .* was made, but this command was stopped'
        $id = [regex]::Match($said, 'left: ([0-9a-f-]{36})').Groups[1].Value
        $said | Should -BeLike "*Remove-FluenceApiKey $id.*"
    }

    It 'that the service refuses were not made' {
        Set-VmEmulatorFault ApiKeys Throttle -Nth 1 -RetryAfterSec 1
        { New-FluenceApiKey later vms:read 1d -ErrorAction Stop } | Should -Throw -ErrorId 'TooManyRequests,*'
        Get-FluenceApiKey late* | Should -BeNullOrEmpty
    }

    It 'say in the question what they allow and what a removal means, and -WhatIf only reads' {
        $null = New-FluenceApiKey other '*' 1d
        $null = New-FluenceApiKey watcher vms:read 1d
        $before = @(Get-VmEmulator -Requests | Where-Object Method -ne GET).Count
        $said = Invoke-FreshShell @"
            `$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
            New-FluenceApiKey more '*:list' 30d -WhatIf
            Remove-FluenceApiKey watcher -WhatIf
            Remove-FluenceApiKey other -WhatIf
"@
        $said = $said -replace '\s+', ' '
        $said | Should -Match 'Make API key more, valid until \d{4}-\d\d-\d\d \d\d:\d\d UTC, with api_key:list, ssh_key:list, vm:list\.'
        $said | Should -Match 'Remove API key watcher \([0-9a-f-]{36}\)\. What if'
        $said | Should -Match 'Remove API key other \([0-9a-f-]{36}\)\. This session may be using it'
        @(Get-VmEmulator -Requests | Where-Object Method -ne GET).Count | Should -Be $before
    }

    It 'of this session are not removed without -Force, and then last' {
        { Remove-FluenceApiKey default -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyInUse,*'
        $null = New-FluenceApiKey one vms:read 1d
        $null = New-FluenceApiKey two vms:read 1d
        Get-FluenceApiKey | Remove-FluenceApiKey -Confirm:$false -ErrorVariable kept @Quiet
        $kept.FullyQualifiedErrorId | Should -Be 'ApiKeyInUse,FluenceVm.Cmdlets.RemoveFluenceApiKeyCommand'
        (Get-FluenceApiKey).Name | Should -Be 'default'

        $own = New-FluenceApiKey own 'api_key:*', account:read, vms:read 1d
        $null = New-FluenceApiKey three vms:read 1d
        $session = Connect-With $own
        { $own | Remove-FluenceApiKey -Connection $session -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyInUse,*'
        $gone = @($own.Id, 'three' | Remove-FluenceApiKey -Connection $session -Confirm:$false -PassThru)
        $gone.Name | Should -Be 'three', 'own'
        { Get-FluenceApiKey -Connection $session -ErrorAction Stop } | Should -Throw -ErrorId 'NotAuthenticated,*'
    }

    It 'with -Force: the session says that it is over' {
        Remove-FluenceApiKey default -Force -Confirm:$false -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*default*which this session used*Connect-Fluence*'
        { Get-FluenceApiKey -ErrorAction Stop } | Should -Throw -ErrorId 'NotAuthenticated,*'
    }

    It 'of one name are told apart by their ids' {
        $first = New-FluenceApiKey twin vms:read 1d
        $second = New-FluenceApiKey twin vms:read 1d
        { Remove-FluenceApiKey twin -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartAmbiguous,*'
        { Remove-FluenceApiKey twi* -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartWildcard,*'
        { Remove-FluenceApiKey nobody -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartNotFound,*'
        Remove-FluenceApiKey $first.Id -Confirm:$false
        (Get-FluenceApiKey twin).Id | Should -Be $second.Id
        # One that is gone already is as good as removed.
        $first | Remove-FluenceApiKey -Confirm:$false
    }

    It 'are completed: keys with their ends, permissions of the account, usual times' {
        $null = New-FluenceApiKey watcher vms:read 1d
        function Get-Completion([string] $Text) { @((TabExpansion2 $Text $Text.Length).CompletionMatches) }
        function Get-ReadyCompletion([string] $Text) {
            $deadline = [DateTime]::UtcNow.AddSeconds(30)
            do { $found = Get-Completion $Text } until ($found -or [DateTime]::UtcNow -gt $deadline)
            $found
        }
        (Get-ReadyCompletion 'Remove-FluenceApiKey wat').ToolTip | Should -Match '^until \d{4}-\d\d-\d\d \d\d:\d\d UTC, with vms:read$'
        (Get-ReadyCompletion 'New-FluenceApiKey x -Permission vms:').CompletionText | Should -Be 'vms:read', 'vms:write'
        (Get-ReadyCompletion 'New-FluenceApiKey x -ValidFor 3').CompletionText | Should -Contain '30d'
    }

    It 'are not known in generation MarketV3' {
        $market = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        { Get-FluenceApiKey -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeysNotSupported,*'
        { New-FluenceApiKey x vms:read 1d -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeysNotSupported,*'
        { Remove-FluenceApiKey x -Confirm:$false -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeysNotSupported,*'
    }
}
