BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceOrder' {
    BeforeAll {
        $emulator = Connect-TestEmulator
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -Count 2 -OrderKey nightly-1
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey nightly-2
        Set-VmEmulatorFault CreateVm Throttle -Count 1
        $null = New-FluenceVm web-9 ubuntu-22-04-x64 laptop -OrderKey weekly -ErrorAction SilentlyContinue
    }
    AfterAll { Disconnect-TestEmulator }

    It 'lists the orders, the oldest first' {
        (Get-FluenceOrder nightly-*, weekly).Key | Should -Be 'nightly-1', 'nightly-2', 'weekly'
        $order = Get-FluenceOrder nightly-1
        $order | Should -BeOfType FluenceVm.Model.Order
        $order.Name, $order.Count, $order.State | Should -Be 'web-9', 2, 'Created'
        $order.VmIds.Count | Should -Be 2
        $order.CreatedAt.Offset | Should -Be ([TimeSpan]::Zero)
    }

    It 'takes keys by wildcard, and a state' {
        (Get-FluenceOrder nightly-*).Count | Should -Be 2
        (Get-FluenceOrder -State NotCreated).Key | Should -Be 'weekly'
        Get-FluenceOrder nightly-* -State NotCreated | Should -BeNullOrEmpty
        Get-FluenceOrder no-such-* | Should -BeNullOrEmpty
    }

    It 'lists no order that was refused, unless it is asked for' {
        Set-VmEmulatorFault CreateVm Status -StatusCode 422 -Count 1
        $null = New-FluenceVm web-8 ubuntu-22-04-x64 laptop -OrderKey refused -ErrorAction SilentlyContinue
        (Get-FluenceOrder).Key | Should -Not -Contain 'refused'
        (Get-FluenceOrder refused).State | Should -Be 'NotCreated'
        (Get-FluenceOrder -State NotCreated).Key | Should -Contain 'refused'
    }

    It 'lists no order that the service was never asked for' {
        $null = New-FluenceVm web_8 ubuntu-22-04-x64 laptop -OrderKey never -ErrorAction SilentlyContinue
        $null = New-FluenceVm web-8 no-such-image laptop -OrderKey never -ErrorAction SilentlyContinue
        $null = New-FluenceVm web-8 ubuntu-22-04-x64 laptop -MaxTotalPricePerHour 0.000001 -OrderKey never -ErrorAction SilentlyContinue
        { Get-FluenceOrder never } | Should -Throw -ErrorId 'OrderNotFound,*'
    }

    It 'is an error for a literal key that is not there' {
        { Get-FluenceOrder no-such-key } | Should -Throw -ErrorId 'OrderNotFound,*' -ExpectedMessage "*'no-such-key'*"
    }

    It 'asks nothing of the service' {
        $before = @(Get-VmEmulator -Requests).Count
        $null = Get-FluenceOrder
        @(Get-VmEmulator -Requests).Count | Should -Be $before
    }

    It 'makes up keys that name the VM, and no two alike' {
        1..2 | ForEach-Object { $null = New-FluenceVm own-key ubuntu-22-04-x64 laptop }
        $keys = (Get-FluenceOrder own-key-*).Key
        ($keys | Sort-Object -Unique).Count | Should -Be 2
    }
}
